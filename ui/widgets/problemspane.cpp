#include "ui/widgets/problemspane.h"

#include "lib/filter/filterparser.h"
#include "ui/models/numbers.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/themedlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

using Model = FindingsModel;

struct Sign
{
    QString icon;
    ColourRole colour;
};

Sign signOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return {u"error"_s, &Colours::error};
    case Severity::Warning:
        return {u"warning"_s, &Colours::warn};
    case Severity::Information:
        break;
    }
    return {u"info"_s, &Colours::text2};
}

class Delegate : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(Cell &cell, const QModelIndex &index) const override
    {
        const QString text = index.data().toString();
        const QFont dense = Theme::font(TextSize::Dense);
        const bool isIgnored = index.data(Model::IgnoredRole).toBool();
        const QColor colour = isIgnored ? cell.text3() : cell.text();
        switch (index.column()) {
        case Model::Problem: {
            const Sign sign = signOf(Severity(index.data(Model::SeverityRole).toInt()));
            const QColor signColour = isIgnored ? cell.text3() : theme()->colours().*sign.colour;
            theme()->drawIcon(cell.painter(), sign.icon, signColour, cell.signPlace(), 14);
            return cell.write(text, dense, colour);
        }
        case Model::Count:
            return cell.writeRight(text, dense, colour);
        default:
            return cell.write(text, Theme::fixedFont(), colour);
        }
    }
};

} // namespace

ProblemsPane::ProblemsPane(
    FindingsModel *model, const MessageLog *log, Navigator *navigator, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_model(model), m_log(log), m_navigator(navigator), m_theme(theme),
      m_table(new PaneTable(this))
{
    setAccessibleName(tr("Problems"));
    buildTable();
    buildFoot();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_foot);
    connect(model, &Model::countChanged, this, &ProblemsPane::tell);
    connect(model->findings(), &FindingLog::judged, this, &ProblemsPane::showRemark);
    tell();
}

void ProblemsPane::buildTable()
{
    m_table->setAccessibleName(tr("Problems"));
    m_table->setTheme(m_theme);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new Delegate(m_theme, m_table));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setEmptyText(tr("No problems found. Every message is checked as it comes."));
    const QFontMetrics dense(Theme::font(TextSize::Dense));
    const int time = QFontMetrics(Theme::fixedFont()).horizontalAdvance(u"Mon 00:00:00.000"_s) + 20;
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(Model::Problem, QHeaderView::Stretch);
    m_table->setColumnWidth(Model::Count, dense.horizontalAdvance(u"10 000 000"_s) + 16);
    m_table->setColumnWidth(Model::First, time);
    m_table->setColumnWidth(Model::Last, time);
    connect(m_table, &QAbstractItemView::doubleClicked, this, &ProblemsPane::goToLast);
    connect(m_table, &QWidget::customContextMenuRequested, this, &ProblemsPane::showMenu);
}

void ProblemsPane::buildFoot()
{
    m_foot = new Strip(m_theme, &Colours::panel, Qt::TopEdge, this);
    auto *row = new QHBoxLayout(m_foot);
    row->setContentsMargins(12, 2, 8, 2);
    m_remark = new ThemedLabel(m_theme, {}, &Colours::text2, TextSize::Dense, m_foot);
    m_show = new PaneButton(m_theme, PaneButton::Tone::Link, m_foot);
    row->addWidget(m_remark);
    row->addWidget(m_show);
    row->addStretch(1);
    connect(m_show, &QAbstractButton::clicked, this,
        [this] { m_model->setIgnoredShown(!m_model->isIgnoredShown()); });
}

QString ProblemsPane::title() const
{
    const int count = m_model->countedRows();
    const QString title = count == 0 ? tr("Problems") : tr("Problems %1").arg(groupedNumber(count));
    const int heldBack = m_model->heldBack();
    return heldBack == 0 ? title : tr("%1, %2 new").arg(title, groupedNumber(heldBack));
}

void ProblemsPane::tell()
{
    const bool ignores = m_model->ignoredCount() > 0;
    m_show->setVisible(ignores);
    m_show->setLabel(m_model->isIgnoredShown() ? tr("Hide") : tr("Show"));
    showRemark();
    emit titleChanged(title());
}

void ProblemsPane::showRemark()
{
    const QString text = remark();
    if (m_remark->text() != text)
        m_remark->setText(text);
    m_foot->setVisible(!text.isEmpty());
}

/// What is not in the table, and why.
QString ProblemsPane::remark() const
{
    QStringList parts;
    if (m_model->heldBack() > 0)
        parts += tr("%1 found during the pause, shown when it ends").arg(groupedNumber(m_model->heldBack()));
    if (m_model->unchecked() > 0)
        parts +=
            tr("%1 messages came too fast to be checked").arg(groupedNumber(qint64(m_model->unchecked())));
    if (m_model->unlisted() > 0)
        parts += tr("%1 messages have further problems, which are not listed")
                     .arg(groupedNumber(qint64(m_model->unlisted())));
    if (m_model->ignoredCount() > 0)
        parts += tr("%1 ignored").arg(groupedNumber(m_model->ignoredCount()));
    return parts.join(u" · "_s);
}

const Finding *ProblemsPane::selected() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_model->findingAt(index.row()) : nullptr;
}

void ProblemsPane::go(MessageId message)
{
    if (m_log->contains(message))
        m_navigator->select(message);
}

void ProblemsPane::goToFirst()
{
    if (const Finding *finding = selected())
        go(finding->first);
}

void ProblemsPane::goToLast()
{
    if (const Finding *finding = selected())
        go(finding->last);
}

void ProblemsPane::showOnlyThese()
{
    const Finding *finding = selected();
    if (!finding || finding->filter.isEmpty())
        return;
    const FilterExpression filter = parseFilter(finding->filter).expression;
    if (finding->kind == MessageKind::Request || finding->kind == MessageKind::Response)
        emit exchangesRequested(filter);
    else
        m_navigator->setFilter(filter);
}

void ProblemsPane::toggleIgnored()
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid())
        return;
    if (m_model->isIgnored(index.row()))
        m_model->stopIgnoring(index.row());
    else
        m_model->ignore(index.row());
}

void ProblemsPane::copyRow() const
{
    if (m_table->currentIndex().isValid())
        QApplication::clipboard()->setText(m_table->rowText(m_table->currentIndex().row()));
}

void ProblemsPane::selectRule(FindingRule rule)
{
    const int row = m_model->rowOf(rule);
    if (row >= 0)
        m_table->showRow(row);
}

void ProblemsPane::showMenu(const QPoint &position)
{
    const Finding *finding = m_table->indexAt(position).isValid() ? selected() : nullptr;
    if (!finding)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Go to the first"), this, &ProblemsPane::goToFirst)
        ->setEnabled(m_log->contains(finding->first));
    menu->addAction(tr("Go to the last"), this, &ProblemsPane::goToLast)
        ->setEnabled(m_log->contains(finding->last));
    menu->addAction(m_theme->icon(u"filter"_s), tr("Show only these"), this, &ProblemsPane::showOnlyThese)
        ->setEnabled(!finding->filter.isEmpty());
    menu->addSeparator();
    const bool isIgnored = m_model->isIgnored(m_table->currentIndex().row());
    menu->addAction(isIgnored ? tr("No longer ignore") : tr("Ignore for this connection"), this,
        &ProblemsPane::toggleIgnored);
    menu->addSeparator();
    menu->addAction(m_theme->icon(u"copy"_s), tr("Copy row"), this, &ProblemsPane::copyRow);
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void ProblemsPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return goToLast();
    if (event->key() == Qt::Key_Delete)
        return toggleIgnored();
    QWidget::keyPressEvent(event);
}

} // namespace console
