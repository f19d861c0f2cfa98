#include "ui/widgets/navigatorpane.h"

#include "ui/models/numbers.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/paneheader.h"
#include "ui/widgets/roomtreedelegate.h"
#include "ui/widgets/roomtreeview.h"
#include "ui/widgets/themedlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

NavigatorPane::NavigatorPane(RoomTreeModel *model, Navigator *navigator, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_model(model), m_navigator(navigator), m_theme(theme)
{
    setAccessibleName(tr("Rooms and people"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    buildHeader();
    buildTree();
    buildFoot();
    connect(model, &RoomTreeModel::countsChanged, this, &NavigatorPane::showCounts);
    connect(model, &QAbstractItemModel::rowsInserted, this, &NavigatorPane::openNew);
    connect(navigator, &Navigator::personChanged, m_tree->viewport(), qOverload<>(&QWidget::update));
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    openNew({}, 0, model->rowCount() - 1);
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
    m_more = iconButton(m_theme, u"more"_s, tr("More"), m_header);
    m_header->content()->addStretch();
    m_header->content()->addWidget(m_searchButton);
    m_header->content()->addWidget(m_more);
    m_searchRow = new QWidget(this);
    m_search = new FilterField(m_theme, u"search"_s, tr("Search"), m_searchRow);
    m_search->setShortcutShown(false);
    auto *row = new QHBoxLayout(m_searchRow);
    row->setContentsMargins(8, 6, 8, 2);
    row->addWidget(m_search);
    m_searchRow->hide();
    layout()->addWidget(m_header);
    layout()->addWidget(m_searchRow);
    connect(m_searchButton, &QAbstractButton::toggled, this, &NavigatorPane::setSearchShown);
    connect(m_more, &QAbstractButton::clicked, this, &NavigatorPane::openMore);
    connect(m_search, &FilterField::edited, m_model, &RoomTreeModel::setSearchText);
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
    layout()->addWidget(m_empty);
    layout()->addWidget(m_tree);
    static_cast<QVBoxLayout *>(layout())->setStretchFactor(m_tree, 1);
    connect(m_tree, &QTreeView::clicked, this, &NavigatorPane::choose);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &NavigatorPane::showMenu);
}

void NavigatorPane::buildFoot()
{
    m_foot = new QWidget(this);
    m_unconfirmed = new ThemedLabel(m_theme, TextSize::Dense, &Colours::text2, m_foot);
    m_unconfirmed->setWordWrap(true);
    auto *ask = new PaneButton(m_theme, PaneButton::Tone::Link, m_foot);
    ask->setLabel(tr("Ask again"));
    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(12, 6, 4, 6);
    foot->addWidget(m_unconfirmed, 1);
    foot->addWidget(ask, 0, Qt::AlignBottom);
    m_foot->hide();
    layout()->addWidget(m_foot);
    connect(ask, &QAbstractButton::clicked, this, &NavigatorPane::askAgain);
}

/// What was seen before a gap stays, and is said to be unconfirmed until a message names it again.
void NavigatorPane::showUnconfirmed()
{
    const int rooms = m_model->unconfirmedRooms();
    const QString since = clockText(m_model->unconfirmedSince()).left(5);
    m_unconfirmed->setText(rooms == 1
            ? tr("1 room not confirmed since %1").arg(since)
            : tr("%1 rooms not confirmed since %2").arg(groupedNumber(rooms), since));
    m_foot->setVisible(rooms > 0);
}

void NavigatorPane::askAgain()
{
    const QList<QByteArray> questions = m_model->questions();
    for (const QByteArray &question : questions)
        emit askRequested(question);
}

void NavigatorPane::showCounts()
{
    showUnconfirmed();
    const int rooms = m_model->roomCount();
    const int people = m_model->peopleCount();
    const QString one = people == 1 ? tr("person") : tr("people");
    m_header->setCount(
        rooms == 0 ? QString() : tr("%1, with %2 %3").arg(groupedNumber(rooms), groupedNumber(people), one));
    const bool searching = !m_search->text().isEmpty();
    m_empty->setText(searching
            ? tr("No room or person matches.")
            : tr("No rooms heard of yet. They appear with the first event or answer that names one."));
    m_empty->setVisible(rooms == 0);
    m_tree->setVisible(rooms > 0);
    if (rooms > RoomTreeModel::maximumSortedById && !m_searchButton->isChecked())
        m_searchButton->setChecked(true);
}

void NavigatorPane::setSearchShown(bool shown)
{
    m_searchRow->setVisible(shown);
    if (shown && isVisible() && (m_searchButton->hasFocus() || m_searchButton->underMouse()))
        m_search->setFocus();
    if (shown)
        return;
    m_search->setShownText({});
    m_model->setSearchText({});
}

/// New rooms stand open while there are few; what the user closed stays closed.
void NavigatorPane::openNew(const QModelIndex &parent, int first, int last)
{
    if (parent.isValid()) {
        const bool isFirst = first == 0 && last == m_model->rowCount(parent) - 1;
        if (isFirst && m_model->roomCount() <= RoomTreeModel::maximumSortedById)
            m_tree->expand(parent);
        return;
    }
    for (int row = first; row <= last && m_model->roomCount() <= RoomTreeModel::maximumSortedById; ++row)
        m_tree->expand(m_model->index(row, 0));
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
    menu->addSeparator();
    menu->addAction(tr("Open all"), m_tree, &QTreeView::expandAll);
    menu->addAction(tr("Close all"), m_tree, &QTreeView::collapseAll);
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height() + 2)));
}

void NavigatorPane::showMenu(const QPoint &position)
{
    const QModelIndex index = m_tree->indexAt(position);
    if (!index.isValid())
        return;
    const auto person = index.data(RoomTreeModel::PersonRole).value<PersonRef>();
    const bool isChosen = m_navigator->person() == person;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(isChosen ? tr("Show all again") : tr("Show only this"), this,
        [this, person, isChosen] { m_navigator->showOnly(isChosen ? PersonRef() : person); });
    if (!person.participant.isEmpty())
        menu->addAction(tr("Compose a request…"), this, [this, person] { emit composeRequested(person); });
    menu->addSeparator();
    const QString name = index.data(RoomTreeModel::RawNameRole).toString();
    const QString id = index.data(RoomTreeModel::IdRole).toString();
    if (!name.isEmpty())
        menu->addAction(tr("Copy name"), this, [name] { QApplication::clipboard()->setText(name); });
    menu->addAction(tr("Copy id"), this, [id] { QApplication::clipboard()->setText(id); });
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
        return searching ? m_searchButton->setChecked(false) : unchoose();
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
