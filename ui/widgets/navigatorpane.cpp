#include "ui/widgets/navigatorpane.h"

#include "ui/models/numbers.h"
#include "ui/models/roomquestions.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/openrooms.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/paneheader.h"
#include "ui/widgets/panenote.h"
#include "ui/widgets/roomtreedelegate.h"
#include "ui/widgets/roomtreeview.h"
#include "ui/widgets/themedlabel.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Says how many are asked for at once where these are not all.
QString askNamesText(int unnamed)
{
    return unnamed <= RoomTreeModel::maximumQuestions
        ? NavigatorPane::tr("Ask names")
        : NavigatorPane::tr("Ask %1 names").arg(RoomTreeModel::maximumQuestions);
}

QString unnamedText(int people, bool isBrief)
{
    if (people == 1)
        return NavigatorPane::tr("1 person unnamed");
    return (isBrief ? NavigatorPane::tr("%1 unnamed") : NavigatorPane::tr("%1 people unnamed"))
        .arg(groupedNumber(people));
}

} // namespace

NavigatorPane::NavigatorPane(RoomTreeModel *model, Navigator *navigator, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_model(model), m_navigator(navigator), m_theme(theme)
{
    setAccessibleName(tr("Rooms and people"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    buildHeader();
    buildSearch();
    buildTree();
    buildNotes();
    connect(model, &RoomTreeModel::countsChanged, this, &NavigatorPane::showCounts);
    connect(navigator, &Navigator::personChanged, m_tree->viewport(), qOverload<>(&QWidget::update));
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    showCounts();
}

void NavigatorPane::setLog(const MessageLog *log)
{
    const auto link = [this, log] { m_tree->setLinked(linkedPerson(*m_navigator, *log)); };
    connect(m_navigator, &Navigator::personChanged, this, link);
    connect(m_navigator, &Navigator::currentChanged, this, link);
    link();
}

void NavigatorPane::buildHeader()
{
    m_header = new PaneHeader(m_theme, tr("Rooms"), this);
    m_searchButton = iconButton(m_theme, u"search"_s, tr("Search rooms and people"), m_header);
    m_searchButton->setCheckable(true);
    m_sort = iconButton(m_theme, u"sliders"_s, tr("Sort rooms"), m_header);
    m_more = iconButton(m_theme, u"more"_s, tr("More"), m_header);
    m_header->content()->addStretch();
    m_header->content()->addWidget(m_searchButton);
    m_header->content()->addWidget(m_sort);
    m_header->content()->addWidget(m_more);
    layout()->addWidget(m_header);
    connect(m_searchButton, &QAbstractButton::toggled, this, &NavigatorPane::setSearchShown);
    connect(m_sort, &QAbstractButton::clicked, this, &NavigatorPane::openSortMenu);
    connect(m_more, &QAbstractButton::clicked, this, &NavigatorPane::openMore);
}

void NavigatorPane::buildSearch()
{
    m_searchRow = new QWidget(this);
    m_search = new FilterField(m_theme, u"search"_s, tr("Search"), m_searchRow);
    m_search->setShortcutShown(false);
    auto *row = new QHBoxLayout(m_searchRow);
    row->setContentsMargins(8, 6, 8, 2);
    m_found = new ThemedLabel(m_theme, TextSize::Dense, &Colours::text2, m_searchRow);
    row->addWidget(m_search, 1);
    row->addWidget(m_found);
    m_searchRow->hide();
    layout()->addWidget(m_searchRow);
    connect(m_search, &FilterField::edited, this, &NavigatorPane::search);
    connect(m_search, &FilterField::left, this, [this] { m_tree->setFocus(); });
}

void NavigatorPane::buildTree()
{
    m_empty = new ThemedLabel(m_theme, TextSize::Dense, &Colours::text2, this);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setContentsMargins(12, 10, 12, 10);
    m_tree = new RoomTreeView(m_navigator, m_theme, this);
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new RoomTreeDelegate(m_navigator, m_theme, m_tree));
    m_tree->viewport()->installEventFilter(this);
    m_openRooms = new OpenRooms(m_model, m_tree, this);
    m_unconfirmed = new PaneNote(m_theme, u"history"_s, PaneNote::Tone::Warning, this);
    layout()->addWidget(m_unconfirmed);
    layout()->addWidget(m_empty);
    layout()->addWidget(m_tree);
    static_cast<QVBoxLayout *>(layout())->setStretchFactor(m_tree, 1);
    connect(m_tree, &QTreeView::clicked, this, &NavigatorPane::choose);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &NavigatorPane::showMenu);
}

/// What can be done about something is asked for where it stands, and never unbidden.
void NavigatorPane::buildNotes()
{
    m_legend = new PaneNote(m_theme, u"history"_s, PaneNote::Tone::Quiet, this);
    m_legend->setText(tr("As last seen before a gap;"), tr("may have changed since"));
    m_unknown = new PaneNote(m_theme, u"info"_s, PaneNote::Tone::Quiet, this);
    layout()->addWidget(m_legend);
    layout()->addWidget(m_unknown);
    connect(m_unconfirmed, &PaneNote::linkChosen, this, [this] { ask(m_model->questions()); });
    connect(m_unknown, &PaneNote::linkChosen, this, [this] { ask(m_model->nextNameQuestions()); });
}

RoomListSettings NavigatorPane::settings() const
{
    return {m_model->chosenOrder(), m_openRooms->chosenCollapsing()};
}

void NavigatorPane::apply(const RoomListSettings &settings)
{
    if (settings.order)
        m_model->setOrder(*settings.order);
    if (settings.collapsesNew)
        m_openRooms->setCollapsingNew(*settings.collapsesNew);
}

void NavigatorPane::setAskable(bool askable)
{
    m_askable = askable;
    showCounts();
}

void NavigatorPane::ask(const QList<QByteArray> &questions)
{
    for (const QByteArray &question : questions)
        emit askRequested(question);
}

/// What was seen before a gap stays, and is said to be unconfirmed until a message names it again.
void NavigatorPane::showUnconfirmed()
{
    const int rooms = m_model->unconfirmedRooms();
    const QString since = tr("since %1").arg(clockText(m_model->unconfirmedSince()).left(5));
    m_unconfirmed->setText(
        rooms == 1 ? tr("1 room not confirmed") : tr("%1 rooms not confirmed").arg(groupedNumber(rooms)),
        m_askable ? since + u',' : since);
    m_unconfirmed->setLink(m_askable ? tr("Ask again") : QString());
    m_unconfirmed->setVisible(rooms > 0);
    m_legend->setVisible(rooms > 0);
}

/// Rooms that were not seen, and people who were not named. To ask for many takes most of a line.
void NavigatorPane::showUnknown()
{
    const QString rooms = m_model->seenRoomsText();
    const int people = m_model->totals().unnamed;
    const bool isLong = people > RoomTreeModel::maximumQuestions;
    const bool canAsk = m_askable && people > 0;
    const QString unnamed = people == 0 ? QString() : unnamedText(people, isLong && !rooms.isEmpty());
    if (isLong && rooms.isEmpty())
        m_unknown->setText(unnamed, {});
    else
        m_unknown->setText(rooms, canAsk ? unnamed + u',' : unnamed);
    m_unknown->setToolTip(m_model->seenRoomsExplanation());
    m_unknown->setLink(canAsk ? askNamesText(people) : QString(),
        tr("Sends get_participant_name for each, at most %1 at a time").arg(RoomTreeModel::maximumQuestions));
    m_unknown->setVisible(people > 0 || !rooms.isEmpty());
}

bool NavigatorPane::hasManyRooms() const
{
    return m_model->totals().rooms > RoomTreeModel::maximumSortedById;
}

void NavigatorPane::showCounts()
{
    showUnconfirmed();
    showUnknown();
    showSearch();
    const int rooms = m_model->totals().rooms;
    const int people = m_model->totals().people;
    const QString one = people == 1 ? tr("person") : tr("people");
    const QString count = hasManyRooms() ? tr("%1, %2 %3") : tr("%1, with %2 %3");
    m_header->setCount(rooms == 0 ? QString() : count.arg(groupedNumber(rooms), groupedNumber(people), one));
    const bool searching = !m_model->searchText().isEmpty();
    m_empty->setText(searching
            ? tr("No room or person matches.")
            : tr("No rooms heard of yet. They appear with the first event or answer that names one."));
    m_empty->setVisible(m_model->roomCount() == 0);
    m_tree->setVisible(m_model->roomCount() > 0);
}

/// Many rooms are always searched and sorted; for few the field and the order are at hand when asked for.
void NavigatorPane::showSearch()
{
    m_found->setText(
        tr("%1 of %2").arg(groupedNumber(m_model->roomCount()), groupedNumber(m_model->totals().rooms)));
    m_found->setVisible(!m_model->searchText().isEmpty());
    m_searchButton->setVisible(!hasManyRooms());
    m_sort->setVisible(hasManyRooms());
    if (hasManyRooms())
        m_searchButton->setChecked(true);
}

void NavigatorPane::setSearchShown(bool shown)
{
    m_searchRow->setVisible(shown);
    if (shown && isVisible() && (m_searchButton->hasFocus() || m_searchButton->underMouse()))
        m_search->setFocus();
    if (!shown)
        endSearch();
}

void NavigatorPane::search(const QString &text)
{
    m_openRooms->search(text);
    showCounts();
}

void NavigatorPane::endSearch()
{
    m_search->setShownText({});
    search({});
    m_searchButton->setChecked(hasManyRooms());
}

void NavigatorPane::choose(const QModelIndex &index)
{
    const auto person = index.data(RoomTreeModel::PersonRole).value<PersonRef>();
    if (m_navigator->person() == person)
        return unchoose();
    m_navigator->showOnly(person);
}

void NavigatorPane::unchoose()
{
    m_navigator->showOnly({});
}

void NavigatorPane::fillSortMenu(QMenu *menu)
{
    using Order = RoomTreeModel::Order;
    auto *group = new QActionGroup(menu);
    const auto add = [this, menu, group](std::optional<Order> order, const QString &text) {
        QAction *action = menu->addAction(text, this, [this, order] { m_model->setOrder(order); });
        action->setCheckable(true);
        action->setChecked(m_model->chosenOrder() == order);
        group->addAction(action);
    };
    const bool isById = m_model->automaticOrder() == Order::Id;
    add({}, isById ? tr("Automatic (name or id)") : tr("Automatic (most people)"));
    add(Order::MostPeople, tr("Most people"));
    add(Order::LatestEvent, tr("Latest event"));
    add(Order::Id, tr("Name or id"));
    add(Order::FirstSeen, tr("First seen"));
    menu->addSeparator();
    QAction *collapse = menu->addAction(tr("Collapse new rooms"));
    collapse->setCheckable(true);
    collapse->setChecked(m_openRooms->isCollapsingNew());
    connect(collapse, &QAction::toggled, m_openRooms, &OpenRooms::setCollapsingNew);
}

void NavigatorPane::openSortMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSection(tr("Sort rooms by"));
    fillSortMenu(menu);
    menu->popup(m_sort->mapToGlobal(QPoint(0, m_sort->height() + 2)));
}

void NavigatorPane::openMore()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *absent = menu->addAction(tr("Show those who have left"));
    absent->setCheckable(true);
    absent->setChecked(m_absentShown);
    connect(absent, &QAction::toggled, this, [this](bool shown) {
        m_absentShown = shown;
        m_model->setAbsentShown(shown);
    });
    fillSortMenu(menu->addMenu(tr("Sort rooms by")));
    menu->addSeparator();
    menu->addAction(tr("Open all"), m_tree, &QTreeView::expandAll);
    menu->addAction(tr("Close all"), m_tree, &QTreeView::collapseAll);
    menu->addSeparator();
    const int unnamed = m_model->totals().unnamed;
    QAction *names =
        menu->addAction(askNamesText(unnamed), this, [this] { ask(m_model->nextNameQuestions()); });
    names->setEnabled(m_askable && unnamed > 0);
    QAction *count =
        menu->addAction(tr("Ask how many rooms there are"), this, [this] { ask({roomCountQuestion()}); });
    count->setEnabled(m_askable);
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height() + 2)));
}

/// In the order of the events' menu, and in its words.
void NavigatorPane::showMenu(const QPoint &position)
{
    const QModelIndex index = m_tree->indexAt(position);
    if (!index.isValid())
        return;
    const auto person = index.data(RoomTreeModel::PersonRole).value<PersonRef>();
    const bool isChosen = m_navigator->person() == person;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString name = index.data(RoomTreeModel::RawNameRole).toString();
    const QString id = index.data(RoomTreeModel::IdRole).toString();
    if (!name.isEmpty())
        menu->addAction(tr("Copy name"), this, [name] { QApplication::clipboard()->setText(name); });
    menu->addAction(tr("Copy id"), this, [id] { QApplication::clipboard()->setText(id); });
    menu->addSeparator();
    const bool isPerson = !person.participant.isEmpty();
    if (isPerson && m_askable && name.isEmpty() && index.data(RoomTreeModel::PresentRole).toBool())
        menu->addAction(askNameText(), this, [this, person] { ask({nameQuestion(person)}); });
    const QString only = isPerson ? tr("Only this participant") : tr("Only this room");
    menu->addAction(isChosen ? tr("Show all again") : only, this,
        [this, person, isChosen] { m_navigator->showOnly(isChosen ? PersonRef() : person); });
    if (isPerson)
        menu->addAction(tr("Compose a request…"), this, [this, person] { emit composeRequested(person); });
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

void NavigatorPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Slash) {
        m_searchButton->setChecked(true);
        return m_search->setFocus();
    }
    // Not the tree's activated(): where one click activates, a click would choose twice.
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_tree->currentIndex().isValid())
        return choose(m_tree->currentIndex());
    if (event->key() == Qt::Key_Escape) {
        const bool searching = !m_search->text().isEmpty();
        return searching ? endSearch() : unchoose();
    }
    QWidget::keyPressEvent(event);
}

/// Nothing moves under the pointer.
bool NavigatorPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        m_model->setHeld(event->type() == QEvent::Enter);
    return QWidget::eventFilter(watched, event);
}

void NavigatorPane::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme->colours().panel);
}

} // namespace console
