#include "ui/widgets/panetable.h"

#include "ui/widgets/celldelegate.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace console {

namespace {

constexpr int rowPixels = 22;
constexpr int headerHeight = 25;
constexpr int focusWidth = 2;
constexpr int smallestEmpty = 60; // room for the text and its link

} // namespace

PaneTable::PaneTable(QWidget *parent) : QTableView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(rowPixels);
    verticalHeader()->setDefaultSectionSize(rowPixels);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setFixedHeight(headerHeight);
    horizontalHeader()->setStretchLastSection(true);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this,
        [this] { QMetaObject::invokeMethod(this, &PaneTable::checkTail, Qt::QueuedConnection); });
}

void PaneTable::setTheme(const Theme *theme)
{
    m_theme = theme;
    horizontalHeader()->setFont(Theme::font(TextSize::Dense));
    connect(theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void PaneTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::rowsInserted, this, &PaneTable::keepPlace);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &PaneTable::holdStill);
    connect(model, &QAbstractItemModel::modelReset, this, &PaneTable::keepPlace);
}

RowLook PaneTable::lookOf(const QModelIndex &index) const
{
    if (selectionModel()->isRowSelected(index.row(), {})
        || (m_second.isValid() && m_second.row() == index.row()))
        return RowLook::Selected;
    if (m_linked && m_linked(index))
        return RowLook::Linked;
    return index.row() == m_hovered ? RowLook::Hovered : RowLook::Plain;
}

void PaneTable::setTailFollowed(bool followed)
{
    m_followsTail = followed;
    keepPlace();
}

void PaneTable::showRow(int row)
{
    const QScopedValueRollback quiet(m_quiet, true);
    if (row < 0) {
        clearSelection();
        selectionModel()->clearCurrentIndex();
        return;
    }
    const QModelIndex index = model()->index(row, firstShownColumn());
    const bool isOther = row != currentIndex().row();
    setCurrentIndex(index);
    if (isOther) // else it was chosen here, and stays under the pointer
        bringNeighboursIn(index);
    scrollTo(index, EnsureVisible);
}

/// What stands before and behind a row is seen with it.
void PaneTable::bringNeighboursIn(const QModelIndex &index)
{
    for (const int step : {1, -1}) {
        const QModelIndex neighbour = index.siblingAtRow(index.row() + step);
        if (neighbour.isValid())
            scrollTo(neighbour, EnsureVisible);
    }
}

/// The view does not scroll to what stands in a hidden column.
int PaneTable::firstShownColumn() const
{
    int column = 0;
    while (column + 1 < model()->columnCount() && isColumnHidden(column))
        ++column;
    return column;
}

/// Rows scroll one by one, so a row can be put where another one stood.
void PaneTable::putAt(int row, int place)
{
    updateGeometries(); // the rows may just have come
    verticalScrollBar()->setValue(row - qRound(double(place) / verticalHeader()->defaultSectionSize()));
}

bool PaneTable::isOnScreen(int row) const
{
    const int place = rowViewportPosition(row);
    return row >= 0 && place >= 0 && place + rowHeight(row) <= viewport()->height();
}

void PaneTable::keyboardSearch(const QString &)
{
    // Typing does not search: it would read every row of the log.
}

QString PaneTable::rowText(int row) const
{
    QStringList cells;
    for (int column = 0; column < model()->columnCount(); ++column)
        cells += model()->index(row, column).data(Qt::EditRole).toString();
    return cells.join(u'\t');
}

void PaneTable::setEmptyText(const QString &text, const QString &link)
{
    m_emptyText = text;
    m_emptyLink = link;
    viewport()->update();
}

void PaneTable::setLastLine(const QString &statement, const QString &rest)
{
    const QString text = rest.isEmpty() ? statement : tr("%1, %2").arg(statement, rest);
    const bool takesRoom = text.isEmpty() != m_lastLine.isEmpty();
    if (std::exchange(m_lastLine, text) == text)
        return;
    setAccessibleDescription(statement);
    if (takesRoom) {
        updateGeometries();
        keepPlace();
    }
    viewport()->update(lastLineRect());
}

/// The last line needs the room of one more row.
void PaneTable::updateGeometries()
{
    QScrollBar *bar = verticalScrollBar();
    const int value = bar->value();
    QTableView::updateGeometries();
    if (!showsLastLine())
        return;
    const int seen = viewport()->height() / verticalHeader()->defaultSectionSize();
    bar->setMaximum(qMax(0, model()->rowCount() + 1 - qMax(1, seen)));
    bar->setValue(value);
    bringLastLineIn();
}

void PaneTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (showsLastLine())
        bringLastLineIn();
}

/// Scrolled to the end, the view puts its last row at the bottom; here the line stands below it.
void PaneTable::bringLastLineIn()
{
    const QScrollBar *bar = verticalScrollBar();
    if (bar->maximum() == 0 || bar->value() < bar->maximum())
        return;
    QHeaderView *rows = verticalHeader();
    rows->setOffset(qMax(0, rows->length() + rows->defaultSectionSize() - viewport()->height()));
    viewport()->update();
}

void PaneTable::keepPlace()
{
    if (m_followsTail)
        scrollToBottom();
    viewport()->update();
}

void PaneTable::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    const int top = rowAt(0);
    if (top > first)
        m_removedAbove += std::min(last + 1, top) - first;
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

/// Rows that leave above take their place from the scroll position, so that the others stay where they are.
void PaneTable::holdStill()
{
    QScrollBar *bar = verticalScrollBar();
    const int value = bar->value() - m_removedAbove;
    m_removedAbove = 0;
    updateGeometries();
    bar->setValue(m_followsTail ? bar->maximum() : value);
}

void PaneTable::checkTail()
{
    if (verticalScrollBar()->value() < verticalScrollBar()->maximum())
        emit leftTail();
}

bool PaneTable::isEmpty() const
{
    return model() && (model()->rowCount() == 0 || (m_emptyWhen && m_emptyWhen()));
}

bool PaneTable::showsEmptyText() const
{
    return isEmpty() && (model()->rowCount() == 0 || emptyRect().height() >= smallestEmpty);
}

bool PaneTable::showsLastLine() const
{
    return !m_lastLine.isEmpty() && model() && !isEmpty();
}

/// Where the second column begins: the first one has numbers.
QRect PaneTable::lastLineRect() const
{
    const int left = isColumnHidden(0) ? 0 : columnViewportPosition(1);
    return {left, emptyRect().top(), viewport()->width() - left, verticalHeader()->defaultSectionSize()};
}

/// What the rows leave free.
QRect PaneTable::emptyRect() const
{
    const int last = model()->rowCount() - 1;
    const int top = last < 0 ? 0 : qMax(0, rowViewportPosition(last) + rowHeight(last));
    return viewport()->rect().adjusted(0, top, 0, 0);
}

QRect PaneTable::emptyLinkRect() const
{
    const QFontMetrics metrics(Theme::font(TextSize::Dense));
    const int width = metrics.horizontalAdvance(m_emptyLink);
    return {(viewport()->width() - width) / 2, emptyRect().center().y() + 7, width, 22};
}

void PaneTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_theme && !m_emptyText.isEmpty() && showsEmptyText())
        paintEmptyText();
    if (m_theme && showsLastLine())
        paintLastLine();
    if (m_theme && hasFocus() && !hasChosenRow())
        paintFocus();
}

void PaneTable::paintLastLine()
{
    const QRect place = lastLineRect().adjusted(8, 0, -8, 0); // as cells have it
    QPainter painter(viewport());
    painter.setFont(Theme::font(TextSize::Dense));
    painter.setPen(m_theme->colours().text2);
    const QString text = painter.fontMetrics().elidedText(m_lastLine, Qt::ElideRight, place.width());
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, text);
}

/// Without a chosen row nothing else says that the keys go to this table; a pointer needs no such word.
void PaneTable::paintFocus()
{
    if (!window()->testAttribute(Qt::WA_KeyboardFocusChange))
        return;
    QPainter painter(viewport());
    painter.setPen(QPen(m_theme->colours().accent, focusWidth));
    constexpr qreal inset = focusWidth / 2.0;
    painter.drawRect(QRectF(viewport()->rect()).adjusted(inset, inset, -inset, -inset));
}

void PaneTable::paintEmptyText()
{
    QPainter painter(viewport());
    painter.setFont(Theme::font(TextSize::Dense));
    painter.setPen(m_theme->colours().text2);
    const QRect free = emptyRect();
    const QRect upper(12, free.top(), free.width() - 24, free.height() / 2 + 4);
    painter.drawText(upper, int(Qt::AlignHCenter | Qt::AlignBottom | Qt::TextWordWrap), m_emptyText);
    painter.setPen(m_theme->colours().accent);
    painter.drawText(emptyLinkRect(), Qt::AlignCenter, m_emptyLink);
}

void PaneTable::wheelEvent(QWheelEvent *event)
{
    QTableView::wheelEvent(event);
    checkTail();
}

void PaneTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return emit escaped();
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && isEmpty())
        return emit emptyLinkActivated();
    if (event->key() == Qt::Key_Space)
        return event->ignore(); // one row is chosen at most: left to whoever has a use for it
    if (goToEnd(*event))
        return;
    QTableView::keyPressEvent(event);
}

/// Whole rows are chosen here, so Home and End mean the first and the last one.
bool PaneTable::goToEnd(const QKeyEvent &event)
{
    const bool isHome = event.key() == Qt::Key_Home;
    const bool isPlain = (event.modifiers() & ~(Qt::ControlModifier | Qt::KeypadModifier)) == 0;
    if ((!isHome && event.key() != Qt::Key_End) || !isPlain || !model() || model()->rowCount() == 0)
        return false;
    const QModelIndex end = model()->index(isHome ? 0 : model()->rowCount() - 1, firstShownColumn());
    const bool isCurrent = end.row() == currentIndex().row(); // it may be so without having been chosen
    setCurrentIndex(end);
    if (isCurrent)
        emit rowChosen(end.row());
    return true;
}

/// The focus alone makes a row the current one.
bool PaneTable::hasChosenRow() const
{
    return selectionModel() && selectionModel()->hasSelection();
}

void PaneTable::mousePressEvent(QMouseEvent *event)
{
    const bool onLink = showsEmptyText() && emptyLinkRect().contains(event->pos());
    if (onLink && !m_emptyLink.isEmpty())
        return emit emptyLinkActivated();
    if (chooseSecond(*event))
        return;
    const QModelIndex index = indexAt(event->pos());
    const auto *cells = qobject_cast<const CellDelegate *>(itemDelegate());
    const bool onLinkOfCell =
        index.isValid() && cells && cells->isLinkAt(index, visualRect(index), event->pos());
    QTableView::mousePressEvent(event);
    // A click on the row that is current already chooses it again: it may have been left by following.
    if (event->button() == Qt::LeftButton && index.isValid() && index.row() == currentIndex().row()
        && !onLinkOfCell)
        emit rowChosen(index.row());
}

/// With Ctrl a click adds a second row to the selected one.
bool PaneTable::chooseSecond(const QMouseEvent &event)
{
    const QModelIndex index = indexAt(event.pos());
    const bool isSecond = m_allowsSecond && event.button() == Qt::LeftButton
        && event.modifiers() == Qt::ControlModifier && index.isValid() && currentIndex().isValid()
        && index.row() != currentIndex().row();
    if (!isSecond)
        return false;
    m_second = index;
    viewport()->update();
    emit secondRowChosen(index.row());
    return true;
}

void PaneTable::mouseMoveEvent(QMouseEvent *event)
{
    const int row = rowAt(event->pos().y());
    if (row != m_hovered) {
        m_hovered = row;
        viewport()->update();
    }
    QTableView::mouseMoveEvent(event);
}

void PaneTable::leaveEvent(QEvent *event)
{
    m_hovered = -1;
    viewport()->update();
    QTableView::leaveEvent(event);
}

void PaneTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    keepPlace();
}

/// The view makes its first row the current one when the focus comes; nobody chose that row.
void PaneTable::focusInEvent(QFocusEvent *event)
{
    const bool quiet = std::exchange(m_quiet, true);
    QTableView::focusInEvent(event);
    m_quiet = quiet;
}

void PaneTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (m_second.isValid())
        viewport()->update();
    m_second = QPersistentModelIndex();
    if (!m_quiet && current.isValid() && hasFocus())
        emit rowChosen(current.row());
}

} // namespace console
