#include "ui/widgets/eventspane.h"

#include "lib/filter/filterconditions.h"
#include "lib/protocol/eventtype.h"
#include "ui/models/concern.h"
#include "ui/models/filterlibrary.h"
#include "ui/models/numbers.h"
#include "ui/models/quiet.h"
#include "ui/models/roomquestions.h"
#include "ui/models/text.h"
#include "ui/widgets/eventdelegate.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/filterinput.h"
#include "ui/widgets/markedscrollbar.h"
#include "ui/widgets/messagecopy.h"
#include "ui/widgets/paneheader.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/themedlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

using Model = MessageTableModel;

constexpr int smallestDetails = 200;
constexpr int quietInterval = 1000; // milliseconds between looks at the clock

/// An event that a filter keeps out of the rows; while the search goes on it may still become one.
bool isLeftOut(const MessageTableModel &model, const MessageLog &log, MessageId message)
{
    if (!log.contains(message) || model.isSearching() || model.isHighlighting())
        return false;
    const MessageKind kind = log.record(message).kind;
    return (kind == MessageKind::Event || kind == MessageKind::Other) && model.rowOf(message) < 0;
}

} // namespace

EventsPane::EventsPane(MessageTableModel *model, const MessageLog *log, const RoomDirectory *directory,
    Navigator *navigator, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_model(model), m_log(log), m_directory(directory), m_navigator(navigator),
      m_theme(theme)
{
    setAccessibleName(tr("Events"));
    buildHeader();
    buildTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_table, 1);
    follow(navigator);
    connect(model, &Model::countsChanged, this, &EventsPane::showCounts);
    connect(model, &Model::countsChanged, m_filters, &FilterBar::renewRemark);
    connect(model, &Model::searchingChanged, this, &EventsPane::showCounts);
    connect(model, &Model::progressChanged, this, &EventsPane::showCounts);
    connect(model, &Model::looksChanged, this, &EventsPane::showLooks);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &EventsPane::rememberPlace);
    connect(model, &QAbstractItemModel::modelReset, this, &EventsPane::restorePlace);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_navigator->current() && !m_table->currentIndex().isValid())
            showCurrent();
    });
    model->setHighlighting(navigator->isHighlighting());
    model->setFilter(navigator->filter());
    m_model->setTimeReference(navigator->current());
    m_table->setTailFollowed(navigator->isFollowing());
    showCounts();
    showCurrent();
}

void EventsPane::buildHeader()
{
    m_header = new PaneHeader(m_theme, tr("Events"), this);
    m_filters = new FilterBar(m_log, m_directory, m_navigator, m_theme, m_header);
    m_shown = new ThemedLabel(m_theme, TextSize::Dense, &Colours::text2, m_header);
    m_header->content()->addWidget(m_filters, 1);
    m_header->content()->addWidget(m_shown);
    connect(m_filters, &FilterBar::left, this, [this] { m_table->setFocus(); });
}

void EventsPane::buildTable()
{
    m_table = new PaneTable(this);
    m_table->setAccessibleName(tr("Events"));
    m_table->setTheme(m_theme);
    m_table->setModel(m_model);
    auto *scrollBar = new MarkedScrollBar(m_theme, m_table);
    scrollBar->setMarks([this](int parts) { return m_model->markedParts(parts); });
    m_table->setVerticalScrollBar(scrollBar);
    m_cells = new EventDelegate(m_theme, m_table);
    m_table->setItemDelegate(m_cells);
    connect(m_cells, &EventDelegate::nameAsked, this,
        [this](const PersonRef &person) { emit askRequested(nameQuestion(person)); });
    m_table->setEmptyWhen([this] { return m_model->shownCount() == 0; });
    m_table->setLinked([this](const QModelIndex &index) { return isLinked(index); });
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    setColumnWidths();
    connect(
        m_table, &PaneTable::rowChosen, this, [this](int row) { m_navigator->select(m_model->idAt(row)); });
    m_table->setSecondAllowed(true);
    connect(m_table, &PaneTable::secondRowChosen, this,
        [this](int row) { emit secondChosen(m_model->idAt(row)); });
    connect(m_table, &PaneTable::leftTail, this, [this] { m_navigator->setFollowing(false); });
    connect(m_table, &PaneTable::escaped, this, &EventsPane::clearOrLeave);
    connect(m_table, &PaneTable::emptyLinkActivated, m_navigator, &Navigator::clearFilter);
    connect(m_table, &QWidget::customContextMenuRequested, this, &EventsPane::showMenu);
}

void EventsPane::follow(Navigator *navigator)
{
    connect(navigator, &Navigator::filterChanged, m_model, &Model::setFilter);
    connect(navigator, &Navigator::filterChanged, this, &EventsPane::showCounts);
    connect(navigator, &Navigator::highlightingChanged, m_model, &Model::setHighlighting);
    connect(navigator, &Navigator::highlightingChanged, this, &EventsPane::showCounts);
    connect(navigator, &Navigator::currentChanged, this, &EventsPane::goToCurrent);
    connect(navigator, &Navigator::currentChosenAgain, this, &EventsPane::goToCurrent);
    connect(navigator, &Navigator::currentChanged, m_model, &Model::setTimeReference);
    connect(navigator, &Navigator::personChanged, this, &EventsPane::updateLinked);
    connect(navigator, &Navigator::followingChanged, m_table, &PaneTable::setTailFollowed);
}

void EventsPane::setLibrary(FilterLibrary *library)
{
    m_filters->setLibrary(library);
    const auto adopt = [this, library] { m_model->setColourRules(library->rules()); };
    connect(library, &FilterLibrary::changed, this, adopt);
    adopt();
}

void EventsPane::setAskable(bool askable)
{
    m_cells->setAskable(askable);
    m_table->viewport()->update();
}

void EventsPane::setTimeline(const TimelineModel *timeline)
{
    m_timeline = timeline;
    connect(timeline, &TimelineModel::advanced, this, &EventsPane::showQuiet);
    showQuiet();
}

void EventsPane::showQuiet()
{
    if (!m_timeline || !isVisible())
        return;
    const QuietLine line = quietLine(*m_timeline);
    m_table->setLastLine(line.statement, line.length);
}

void EventsPane::setColumnWidths()
{
    const QFontMetrics dense(Theme::font(TextSize::Dense));
    const QFontMetrics fixed(Theme::fixedFont());
    m_hasTextIds = m_directory && m_directory->hasTextIds();
    m_table->setColumnWidth(Model::Number, dense.horizontalAdvance(u"10 000 000"_s) + 24);
    m_table->setColumnWidth(Model::Time, fixed.horizontalAdvance(u"Mon 00:00:00.000"_s) + 20);
    m_table->setColumnWidth(Model::Interval, dense.horizontalAdvance(u"+00.000"_s) + 20);
    m_table->setColumnWidth(Model::Event, dense.horizontalAdvance(u"Layout changed"_s) + 46);
    m_table->setColumnWidth(Model::Room, m_hasTextIds ? 152 : dense.horizontalAdvance(u"Room"_s) + 20);
    m_table->setColumnWidth(Model::Participant, 154);
    fitColumns();
}

/// Where the details get too little room, the interval gives way, then the number.
void EventsPane::fitColumns()
{
    m_table->setColumnHidden(Model::Interval, false);
    m_table->setColumnHidden(Model::Number, false);
    int left = width() - m_table->verticalScrollBar()->sizeHint().width();
    for (int column = 0; column < Model::Details; ++column)
        left -= m_table->columnWidth(column);
    const int interval = m_table->columnWidth(Model::Interval);
    const bool noInterval = m_narrow || left < smallestDetails;
    m_table->setColumnHidden(Model::Interval, noInterval);
    m_table->setColumnHidden(Model::Number, noInterval && left + interval < smallestDetails);
}

void EventsPane::setNarrow(bool narrow)
{
    m_narrow = narrow;
    m_filters->setNarrow(narrow);
    fitColumns();
    showCounts();
}

void EventsPane::focusFilter()
{
    m_filters->field()->setFocus(Qt::ShortcutFocusReason);
    m_filters->field()->selectAll();
}

MessageId EventsPane::selected() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? m_model->idAt(index.row()) : MessageId();
}

void EventsPane::copyMessage()
{
    copyMessageText(m_log, selected(), this);
}

void EventsPane::copyRow() const
{
    if (m_table->currentIndex().isValid())
        QApplication::clipboard()->setText(m_table->rowText(m_table->currentIndex().row()));
}

void EventsPane::showCurrent()
{
    m_table->showRow(m_navigator->current() ? m_model->rowOf(m_navigator->current()) : -1);
    updateLinked();
}

/// What is no row here, such as a request, brings the events of its time into view.
void EventsPane::goToCurrent(MessageId current)
{
    showCurrent();
    const int nearest = current ? m_model->nearestRow(current) : -1;
    if (nearest >= 0 && !m_table->currentIndex().isValid())
        m_table->scrollTo(m_table->model()->index(nearest, Model::Details), QAbstractItemView::EnsureVisible);
    showCounts();
}

/// The selected row stays where it is on screen when the rows become others; else what stands at the top.
void EventsPane::rememberPlace()
{
    const int selected = m_navigator->current() ? m_model->rowOf(m_navigator->current()) : -1;
    const int row = m_table->isOnScreen(selected) ? selected : m_table->firstVisibleRow();
    m_selectionWasShown = selected >= 0;
    m_anchor = row < 0 ? m_anchor : m_model->idAt(row);
    m_anchorPlace = row < 0 ? m_anchorPlace : m_table->placeOf(row);
}

void EventsPane::restorePlace()
{
    showCurrent();
    const bool cameBack = m_table->currentIndex().isValid() && !m_selectionWasShown;
    const int row = m_anchor ? m_model->nearestRow(m_anchor) : -1;
    if (row >= 0 && !cameBack && !m_table->isTailFollowed())
        m_table->putAt(row, m_anchorPlace);
}

void EventsPane::showLooks()
{
    m_table->viewport()->update();
    m_table->verticalScrollBar()->update();
}

void EventsPane::goToMatch(int direction)
{
    const MessageId from = m_navigator->current() ? m_navigator->current() : m_log->first();
    if (m_model->isHighlighting()) {
        if (const MessageId next = m_model->nextMarked(from, direction))
            m_navigator->select(next);
        return;
    }
    const int row = m_model->nearestRow(from) + (m_model->rowOf(from) < 0 ? 0 : direction);
    if (row >= 0 && row < m_model->rowCount())
        m_navigator->select(m_model->idAt(row));
}

void EventsPane::showCounts()
{
    const bool marks = m_model->isHighlighting();
    const qint64 shown = qint64(marks ? m_model->markedCount() : m_model->shownCount());
    const bool filtered = m_filters->activeCount() > 0;
    m_header->setCount(m_narrow ? QString() : groupedNumber(qint64(m_model->eligibleCount())));
    m_shown->setVisible(filtered);
    const QString count = m_narrow ? groupedNumber(shown)
        : marks                    ? tr("%1 marked").arg(groupedNumber(shown))
                                   : tr("%1 shown").arg(groupedNumber(shown));
    const int percent = int(m_model->searchProgress() * 100);
    const bool leftOut = filtered && isLeftOut(*m_model, *m_log, m_navigator->current());
    m_shown->setToolTip(leftOut ? tr("The filter hides the selected event.") : QString());
    m_shown->setText(m_model->isSearching() ? tr("%1, searching %2 %").arg(count).arg(percent)
            : leftOut && !m_narrow          ? tr("%1, not the selected one").arg(count)
                                            : count);
    if (m_directory && m_directory->hasTextIds() != m_hasTextIds)
        setColumnWidths();
    showEmptyText();
}

void EventsPane::showEmptyText()
{
    const int filters = m_filters->activeCount();
    if (m_model->isSearching())
        return m_table->setEmptyText(tr("Searching…"));
    if (m_model->eligibleCount() == 0 || filters == 0)
        return m_table->setEmptyText(tr("No events yet. They appear when something changes in a room."));
    const qint64 hidden = qint64(m_model->eligibleCount() - m_model->shownCount());
    const QString by = filters == 1 ? tr("1 filter") : tr("%1 filters").arg(filters);
    const QString count = hidden == 1 ? tr("1 is") : tr("%1 are").arg(groupedNumber(hidden));
    m_table->setEmptyText(tr("No event matches. %1 hidden by %2.").arg(count, by), tr("Clear filters"));
}

bool EventsPane::isLinked(const QModelIndex &index) const
{
    const MessageId message = m_linked ? m_model->idAt(index.row()) : MessageId();
    return m_log->contains(message) && concerns(*m_log, m_log->record(message), m_linked);
}

/// Linked is whoever was chosen; else whom the selected message is about.
void EventsPane::updateLinked()
{
    m_linked = linkedPerson(*m_navigator, *m_log);
    m_table->viewport()->update();
}

void EventsPane::clearOrLeave()
{
    if (m_navigator->filter().isEmpty())
        return m_navigator->select({});
    m_navigator->clearFilter();
}

void EventsPane::showMenu(const QPoint &position)
{
    const QModelIndex index = m_table->indexAt(position);
    if (!index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_theme->icon(u"copy"_s), tr("Copy message"), this, &EventsPane::copyMessage);
    menu->addAction(tr("Copy row"), this, &EventsPane::copyRow);
    menu->addSeparator();
    menu->addActions(m_rowActions);
    if (!index.data(Model::GapRole).toBool()) {
        menu->addSeparator();
        addAskName(menu, index);
        addFilterActions(menu, m_model->idAt(index.row()));
    }
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void EventsPane::addAskName(QMenu *menu, const QModelIndex &index)
{
    const auto unnamed = index.data(Model::UnnamedRole).value<PersonRef>();
    if (unnamed && m_cells->isAskable())
        menu->addAction(askNameText(), this, [this, unnamed] { emit askRequested(nameQuestion(unnamed)); });
}

void EventsPane::addFilterActions(QMenu *menu, MessageId id)
{
    const QByteArray room = m_log->room(id);
    const QByteArray participant = m_log->participant(id);
    const QByteArray group = eventGroup(m_log->name(id));
    const auto add = [this, menu](const QString &text, auto changed) {
        menu->addAction(
            text, this, [this, changed] { m_navigator->setFilter(changed(m_navigator->filter())); });
    };
    using Filter = FilterExpression;
    const auto only = [room](const QSet<QByteArray> &people) {
        return [=](const Filter &filter) {
            const QSet<QByteArray> rooms = room.isEmpty() ? QSet<QByteArray>() : QSet<QByteArray>{room};
            return withValues(withValues(filter, FilterKey::Room, rooms), FilterKey::Participant, people);
        };
    };
    if (!participant.isEmpty())
        add(tr("Only this participant"), only({participant}));
    if (!participant.isEmpty() && !room.isEmpty())
        add(tr("Only this participant and room-wide messages"), only({participant, QByteArray()}));
    if (!room.isEmpty())
        add(tr("Only this room"),
            [=](const Filter &filter) { return withValues(filter, FilterKey::Room, {room}); });
    add(tr("Only this type"),
        [=](const Filter &filter) { return withValues(filter, FilterKey::Event, {group}); });
    add(tr("Hide this type"), [=](const Filter &filter) {
        const QSet<QByteArray> hidden = forbiddenValues(filter, FilterKey::Event) + QSet<QByteArray>{group};
        return withValues(filter, FilterKey::Event, {}, hidden);
    });
    menu->addSeparator();
    QAction *around = menu->addAction(tr("Show around this"), this, [this, id] {
        m_navigator->select(id);
        m_navigator->clearFilter();
    });
    around->setEnabled(!m_navigator->filter().isEmpty());
}

void EventsPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Slash)
        return focusFilter();
    if (event->matches(QKeySequence::Copy))
        return copyMessage();
    if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
        return copyRow();
    QWidget::keyPressEvent(event);
}

void EventsPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void EventsPane::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_quietTimer.timerId())
        return QWidget::timerEvent(event);
    showQuiet();
}

void EventsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_quietTimer.start(quietInterval, this);
    showQuiet();
}

void EventsPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_quietTimer.stop();
}

} // namespace console
