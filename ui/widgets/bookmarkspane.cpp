#include "ui/widgets/bookmarkspane.h"

#include "ui/widgets/celldelegate.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

using Model = BookmarkModel;

class Delegate : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(Cell &cell, const QModelIndex &index) const override
    {
        const QString text = index.data().toString();
        const QFont dense = Theme::font(TextSize::Dense);
        switch (index.column()) {
        case Model::Number:
            theme()->drawIcon(cell.painter(), u"bookmark"_s, theme()->colours().accent, cell.signPlace(), 14);
            return cell.writeRight(text, dense, cell.text3());
        case Model::Time:
            return cell.write(text, Theme::fixedFont(), cell.text());
        default:
            return cell.write(text, dense, cell.text());
        }
    }
};

} // namespace

BookmarksPane::BookmarksPane(
    BookmarkModel *model, const MessageLog *log, Navigator *navigator, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_model(model), m_log(log), m_navigator(navigator), m_theme(theme),
      m_table(new PaneTable(this))
{
    buildTable(theme);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_table);
    connect(navigator, &Navigator::currentChanged, this, &BookmarksPane::showCurrent);
    connect(navigator, &Navigator::currentChosenAgain, this, &BookmarksPane::showCurrent);
    const auto tell = [this] {
        emit titleChanged(title());
        showCurrent();
    };
    connect(model, &QAbstractItemModel::rowsInserted, this, tell);
    connect(model, &QAbstractItemModel::rowsRemoved, this, tell);
}

void BookmarksPane::buildTable(const Theme *theme)
{
    m_table->setAccessibleName(tr("Bookmarks"));
    m_table->setTheme(theme);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new Delegate(theme, m_table));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setEmptyText(tr("No bookmarks yet. B sets one on the selected message."));
    const QFontMetrics dense(Theme::font(TextSize::Dense));
    const QFontMetrics fixed(Theme::fixedFont());
    m_table->setColumnWidth(Model::Number, dense.horizontalAdvance(u"10 000 000"_s) + 36);
    m_table->setColumnWidth(Model::Time, fixed.horizontalAdvance(u"Mon 00:00:00.000"_s) + 20);
    m_table->setColumnWidth(Model::Message, dense.averageCharWidth() * 44);
    connect(m_table, &PaneTable::rowChosen, this, &BookmarksPane::choose);
    connect(m_table, &QAbstractItemView::doubleClicked, this, &BookmarksPane::requestNote);
    connect(m_table, &QWidget::customContextMenuRequested, this, &BookmarksPane::showMenu);
}

QString BookmarksPane::title() const
{
    const int count = m_model->rowCount();
    return count == 0 ? tr("Bookmarks") : tr("Bookmarks %1").arg(count);
}

MessageId BookmarksPane::selected() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? m_model->idAt(index.row()) : MessageId();
}

void BookmarksPane::choose(int row)
{
    if (m_log->contains(m_model->idAt(row)))
        m_navigator->select(m_model->idAt(row));
}

void BookmarksPane::showCurrent()
{
    const MessageId current = m_navigator->current();
    m_table->showRow(current ? m_model->rowOf(current) : -1);
}

void BookmarksPane::copyRow() const
{
    if (m_table->currentIndex().isValid())
        QApplication::clipboard()->setText(m_table->rowText(m_table->currentIndex().row()));
}

void BookmarksPane::requestNote()
{
    if (const MessageId message = selected())
        emit noteRequested(message);
}

void BookmarksPane::requestRemoval()
{
    if (const MessageId message = selected())
        emit removalRequested(message);
}

void BookmarksPane::showMenu(const QPoint &position)
{
    if (!m_table->indexAt(position).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Edit note…"), this, &BookmarksPane::requestNote);
    menu->addAction(m_theme->icon(u"trash"_s), tr("Remove bookmark"), this, &BookmarksPane::requestRemoval);
    menu->addSeparator();
    menu->addAction(m_theme->icon(u"copy"_s), tr("Copy row"), this, &BookmarksPane::copyRow);
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void BookmarksPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_F2)
        return requestNote();
    if (event->key() == Qt::Key_Delete)
        return requestRemoval();
    QWidget::keyPressEvent(event);
}

} // namespace console
