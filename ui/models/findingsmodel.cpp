#include "ui/models/findingsmodel.h"

#include "ui/models/celltext.h"
#include "ui/models/numbers.h"
#include "ui/models/text.h"

#include <algorithm>
#include <utility>

namespace console {

using namespace Qt::StringLiterals;

FindingsModel::FindingsModel(const FindingLog *findings, const MessageLog *log, QObject *parent)
    : QAbstractTableModel(parent), m_findings(findings), m_log(log)
{
    connect(findings, &FindingLog::appended, this, &FindingsModel::takeNew);
    connect(findings, &FindingLog::changed, this, &FindingsModel::refresh);
    rebuild();
}

const Finding &FindingsModel::findingAt(int row) const
{
    return at(m_rows.at(size_t(row)));
}

int FindingsModel::rowOf(FindingRule rule) const
{
    const auto found = std::find_if(
        m_rows.begin(), m_rows.end(), [this, rule](int index) { return at(index).rule == rule; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

bool FindingsModel::isIgnored(const Finding &finding) const
{
    return !m_ignored.isEmpty() && m_ignored.contains(idOf(finding));
}

bool FindingsModel::isIgnored(int row) const
{
    return isIgnored(findingAt(row));
}

QStringList FindingsModel::ignored() const
{
    QStringList ids;
    for (const QByteArray &id : m_ignored)
        ids += QString::fromUtf8(id);
    ids.sort(); // the same set is saved as the same text
    return ids;
}

void FindingsModel::setIgnored(const QStringList &ids)
{
    m_ignored.clear();
    for (const QString &id : ids)
        m_ignored += id.toUtf8();
    rebuild();
}

void FindingsModel::ignore(int row)
{
    m_ignored += idOf(findingAt(row));
    if (m_isIgnoredShown) {
        emit dataChanged(index(row, Problem), index(row, Last));
    } else {
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    countIgnored();
    emit ignoredChanged();
}

void FindingsModel::stopIgnoring(int row)
{
    m_ignored -= {idOf(findingAt(row))};
    emit dataChanged(index(row, Problem), index(row, Last));
    countIgnored();
    emit ignoredChanged();
}

void FindingsModel::setIgnoredShown(bool shown)
{
    if (m_isIgnoredShown == shown)
        return;
    m_isIgnoredShown = shown;
    rebuild();
}

void FindingsModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    for (int index = 0; index < int(shown().size()); ++index) {
        if (m_isIgnoredShown || !isIgnored(at(index)))
            m_rows.push_back(index);
    }
    endResetModel();
    countIgnored();
}

void FindingsModel::countIgnored()
{
    const std::vector<Finding> &all = shown();
    m_ignoredCount = m_ignored.isEmpty() ? 0
                                         : int(std::count_if(all.begin(), all.end(),
                                             [this](const Finding &finding) { return isIgnored(finding); }));
    emit countChanged();
}

int FindingsModel::heldBack() const
{
    const std::vector<Finding> &all = m_findings->findings();
    return int(std::count_if(all.begin() + qptrdiff(shown().size()), all.end(),
        [this](const Finding &finding) { return !isIgnored(finding); }));
}

void FindingsModel::setPaused(bool paused)
{
    if (m_held.has_value() == paused)
        return;
    if (paused)
        m_held = {m_findings->findings(), m_findings->unchecked(), m_findings->unlisted()};
    else
        resume();
}

void FindingsModel::resume()
{
    const std::vector<Finding> before = std::exchange(m_held, std::nullopt)->findings;
    std::vector<int> grown;
    for (int index = 0; index < int(before.size()); ++index) {
        if (at(index).count != before[size_t(index)].count)
            grown.push_back(index);
    }
    refresh(grown);
    takeNew(int(before.size()), int(shown().size() - before.size()));
}

void FindingsModel::takeNew(int first, int count)
{
    if (m_held) {
        emit countChanged();
        return;
    }
    std::vector<int> added;
    for (int index = first; index < first + count; ++index) {
        if (m_isIgnoredShown || !isIgnored(at(index)))
            added.push_back(index);
    }
    if (!added.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + int(added.size()) - 1);
        m_rows.insert(m_rows.end(), added.begin(), added.end());
        endInsertRows();
    }
    countIgnored();
}

void FindingsModel::refresh(const std::vector<int> &indexes)
{
    if (m_held)
        return;
    for (const int changed : indexes) {
        const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), changed);
        if (place == m_rows.end() || *place != changed)
            continue;
        const int row = int(place - m_rows.begin());
        emit dataChanged(index(row, Count), index(row, Last));
    }
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FindingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Finding &finding = findingAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(finding, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Problem ? severityText(finding.severity) + u": "_s + text(finding, Problem)
                                         : text(finding, index.column());
    case Qt::EditRole:
        return copiedText(text(finding, index.column()));
    case Qt::ToolTipRole:
        return index.column() == Problem ? tooltipText(finding.sentence.toUtf8()) : QString();
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case SeverityRole:
        return int(finding.severity);
    case IgnoredRole:
        return isIgnored(finding);
    default:
        return {};
    }
}

QString FindingsModel::text(const Finding &finding, int column) const
{
    switch (column) {
    case Problem:
        return cellText(visibleText(finding.sentence));
    case Count:
        return groupedNumber(qint64(finding.count));
    case First:
        return finding.firstTime == 0 ? emptyCell() : clockText(finding.firstTime, m_log->lastTime());
    default:
        return finding.lastTime == 0 ? emptyCell() : clockText(finding.lastTime, m_log->lastTime());
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    static const QStringList titles = {u"Problem"_s, u"Count"_s, u"First"_s, u"Last"_s};
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Count ? Qt::AlignRight : Qt::AlignLeft));
    return role == Qt::DisplayRole ? QVariant(titles.at(section)) : QVariant();
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u"Error"_s;
    case Severity::Warning:
        return u"Warning"_s;
    case Severity::Information:
        break;
    }
    return u"Information"_s;
}

} // namespace console
