#include "ui/models/palettemodel.h"

#include <algorithm>
#include <array>

namespace console {

using namespace Qt::StringLiterals;

namespace {

struct Found
{
    const PaletteEntry *entry = nullptr;
    PaletteMatch match;
    qsizetype age = 0; ///< place among those used lately
    qsizetype length = 0; ///< of the title; without a query the order stays as it is
};

bool isBefore(const Found &left, const Found &right)
{
    const auto order = [](const Found &it) {
        const PaletteRank rank = it.entry->rank;
        const bool isPast = rank == PaletteRank::Past;
        return std::tuple(rank, isPast ? 0 : it.match.penalty, it.age, isPast ? 0 : it.length);
    };
    return order(left) < order(right);
}

std::optional<Found> judged(const PaletteEntry &entry, const QStringList &words, const QStringList &recent)
{
    const qsizetype place = entry.key.isEmpty() ? -1 : recent.indexOf(entry.key);
    const qsizetype age = place < 0 ? recent.size() : place;
    if (entry.rank == PaletteRank::Answer)
        return Found{&entry, {}, age, 0};
    std::optional<PaletteMatch> match = paletteMatch(words, entry.title, entry.detail + u'\n' + entry.more);
    if (!match)
        return std::nullopt;
    return Found{&entry, *match, age, words.isEmpty() ? 0 : entry.title.size()};
}

QString spoken(const QString &title, const QString &detail, const QString &keys)
{
    QStringList parts{title, detail, keys};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

struct Group
{
    PaletteGroup group;
    std::vector<Found> found;
};

/// Sorts, and keeps so many; what stands behind comes on top, a few as it is.
void sortAndTrim(std::vector<Found> &found)
{
    std::stable_sort(found.begin(), found.end(), isBefore);
    const auto behind =
        std::ranges::find_if(found, [](const Found &it) { return it.entry->rank > PaletteRank::Usual; });
    found.erase(
        found.begin() + std::min<qsizetype>(behind - found.begin(), PaletteModel::shownOfGroup), behind);
}

void append(QList<PaletteLine> &lines, const Group &group)
{
    if (group.found.empty())
        return;
    lines.append({std::nullopt, group.group});
    for (const Found &found : group.found)
        lines.append({*found.entry, group.group, found.match.marks});
}

} // namespace

QList<PaletteLine> paletteLines(
    const QList<PaletteEntry> &candidates, const QString &query, const QStringList &recent)
{
    const QStringList words = paletteWords(query);
    std::array groups{
        Group{PaletteGroup::Requests, {}}, Group{PaletteGroup::GoTo, {}}, Group{PaletteGroup::Commands, {}}};
    for (const PaletteEntry &entry : candidates)
        if (const std::optional<Found> found = judged(entry, words, recent))
            groups[size_t(entry.group)].found.push_back(*found);
    for (Group &group : groups)
        sortAndTrim(group.found);
    std::stable_sort(groups.begin(), groups.end(), [](const Group &left, const Group &right) {
        if (left.found.empty() || right.found.empty())
            return !left.found.empty();
        const auto order = [](const Found &it) {
            return std::tuple(it.entry->rank, it.match.penalty, it.age);
        };
        return order(left.found.front()) < order(right.found.front());
    });
    QList<PaletteLine> lines;
    for (const Group &group : groups)
        append(lines, group);
    return lines;
}

QString paletteGroupTitle(PaletteGroup group)
{
    switch (group) {
    case PaletteGroup::Requests:
        return u"Requests"_s;
    case PaletteGroup::GoTo:
        return u"Go to"_s;
    case PaletteGroup::Commands:
        break;
    }
    return u"Commands"_s;
}

void PaletteModel::setLines(const QList<PaletteLine> &lines)
{
    beginResetModel();
    m_lines = lines;
    endResetModel();
}

int PaletteModel::entryFrom(int row, int direction) const
{
    while (row >= 0 && row < rowCount() && !isSelectable(row))
        row += direction;
    return row < rowCount() ? row : -1;
}

int PaletteModel::preselected() const
{
    const auto isOffer = [](const PaletteEntry &entry) {
        return entry.rank == PaletteRank::Offered && std::holds_alternative<RequestTarget>(entry.target);
    };
    int row = entryFrom(0, +1);
    while (row >= 0 && isOffer(*m_lines[row].entry))
        row = entryFrom(row + 1, +1);
    return row;
}

bool PaletteModel::isSelectable(int row) const
{
    return m_lines[row].entry && !m_lines[row].entry->isRemark;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const PaletteLine &line = m_lines[index.row()];
    return line.entry ? entryData(*line.entry, role) : groupData(line.group, role);
}

QVariant PaletteModel::groupData(PaletteGroup group, int role) const
{
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return paletteGroupTitle(group);
    return role == IsGroupRole ? QVariant(true) : QVariant();
}

QVariant PaletteModel::entryData(const PaletteEntry &entry, int role) const
{
    const QString detail = entry.problem.isEmpty() ? entry.detail : entry.problem;
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::AccessibleTextRole:
        return spoken(entry.title, detail, entry.keys);
    case DetailRole:
        return detail;
    case KeysRole:
        return entry.keys;
    case IconRole:
        return entry.icon;
    case EventTypeRole:
        return int(entry.type);
    case IsGroupRole:
        return false;
    case IsPossibleRole:
        return entry.problem.isEmpty() && !entry.isRemark;
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return isSelectable(index.row()) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                                     : Qt::ItemFlags(Qt::ItemNeverHasChildren);
}

} // namespace console
