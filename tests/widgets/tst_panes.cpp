#include "lib/filter/filterconditions.h"
#include "lib/filter/filterparser.h"
#include "lib/rooms/roomdirectory.h"
#include "tests/support/batchbuilder.h"
#include "ui/models/exchangemodel.h"
#include "ui/models/filterlibrary.h"
#include "ui/models/timelinemodel.h"
#include "ui/widgets/eventdelegate.h"
#include "ui/widgets/eventspane.h"
#include "ui/widgets/factsview.h"
#include "ui/widgets/fielddialog.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/filterinput.h"
#include "ui/widgets/inspectorpane.h"
#include "ui/widgets/jsontextview.h"
#include "ui/widgets/navigatorpane.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/panetabs.h"
#include "ui/widgets/requestspane.h"
#include "ui/widgets/savedfiltersmenu.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/themedlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStringListModel>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QByteArray seated(int person)
{
    return R"({"Event":"IMM_EVENT_SET_PARTICIPANT_SEAT","values":{"room_id":1,"participant_id":)"
        + QByteArray::number(person) + R"(,"seat_id":1}})";
}

const QByteArray joinedRoom =
    R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":{"room_id":1,"participant_id":104,"name":"Daniel Kim"}})";
const QByteArray muted =
    R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"room_id":1,"participant_id":104,"control":2,"value":1}})";

QPoint centreOf(const PaneTable *table, int row)
{
    return table->visualRect(table->model()->index(row, MessageTableModel::Time)).center();
}

int count(const QImage &image, const QRect &area, const QColor &colour)
{
    int pixels = 0;
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            pixels += image.pixel(x, y) == colour.rgb() ? 1 : 0;
    return pixels;
}

bool isLastLinePainted(const PaneTable *table)
{
    const QImage image = table->viewport()->grab().toImage();
    const QRect words(table->lastLineRect().topLeft(), QSize(150, 22));
    return image.rect().contains(words)
        && count(image, words, image.pixelColor(words.topLeft())) < words.width() * words.height() - 100;
}

/// For looking at: written where PANE_GRABS says, else nowhere.
void keep(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("PANE_GRABS");
    if (!folder.isEmpty())
        QVERIFY(widget.grab().save(folder + u'/' + name + u".png"_s));
}

/// As the platform does: keys go to the list while it is open.
template <typename Key>
void type(QWidget *field, Key key)
{
    QWidget *list = QApplication::activePopupWidget();
    QTest::keyClick(list ? list : field, key);
}

void type(QWidget *field, const QString &text)
{
    for (const QChar letter : text)
        type(field, letter.toLatin1());
}

template <typename Widget>
Widget *labelled(QWidget *parent, const QString &part)
{
    const QList<Widget *> all = parent->findChildren<Widget *>();
    for (Widget *widget : all) {
        if (widget->text().contains(part))
            return widget;
    }
    return nullptr;
}

} // namespace

class PanesTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void anAmpersandInANameIsNoMnemonic();
    void aClickSelectsTheMessageAndEndsFollowing();
    void theTableFollowsItsEndUntilTheUserScrolls();
    void theLastLineStandsBelowTheRowsAndIsNoRow();
    void aQuietSessionSaysSoBelowItsEvents();
    void rowsStandStillWhenOthersArrive();
    void rowsStandStillWhenOthersLeaveAbove();
    void homeAndEndGoToTheFirstAndLastRow();
    void aRequestBringsTheEventsOfItsTimeIntoView();
    void aSelectedEventThatTheFilterHidesIsSaidToBeHidden();
    void theSlashKeyFiltersAndEscClears();
    void aWrongFilterIsSaidAndTheLastOneStays();
    void aWrongFilterIsSaidForAsLongAsItIsWrong();
    void whatCanFollowIsOfferedAndWritten();
    void enterAppliesAFilterUnlessAnOfferIsMarked();
    void aTypeThatNobodySawIsSaid();
    void aChosenMessageIsScrolledToThoughColumnsAreHidden();
    void clearingAFilterKeepsTheSelectedRowWhereItIs();
    void highlightingMarksRowsAndTheScrollBar();
    void savedFiltersAndColoursAreChosenFromAMenu();
    void aNarrowPaneKeepsItsFiltersBehindOneButton();
    void aChipTakesItsFilterAway();
    void onlyOneParticipantSaysWhatItLeavesOutAndMayTakeItIn();
    void anEmptyTableSaysWhatToDo();
    void aClickBelowTheRowsChangesNothing();
    void copyingGivesTheMessageOrThePlainRow();
    void aNameIsAskedForFromTheRowUnderThePointer();
    void theMenuOfARowAsksForTheNameWhereThatCanBeAsked();
    void aGapIsOneHatchedRowAcrossTheTable_data();
    void aGapIsOneHatchedRowAcrossTheTable();
    void aGapIsSelectedCopiedAndTold();
    void gapsAloneAreNoEvents();
    void theInspectorSaysItInASentence();
    void aRefusedRequestIsToldWithItsAnswer();
    void anAnswerThatArrivesRenewsTheInspector();
    void anAnswerToWhatAnEventTellsOfRenewsTheInspector();
    void malformedBytesAreShownInHex();
    void composingStartsFromTheEventsFacts();
    void onlyThisPersonFilters();
    void aRequestSelectsItsResponse();
    void whatStandsBesideAChosenRequestIsSeen();
    void aPersonIsChosenAndLetGoByClicks();
    void theMenuOfAPersonShowsOnlyThemAndComposesForThem();
    void afterAGapTheTreeOffersToAskAgain();
    void aHugeMessageOpensInPartAndCopiesWhole();
    void markupInAMessageStaysText();

private:
    void receive(const QByteArray &message)
    {
        const MessageId end = m->log.end() + 1;
        m->log.append(m->builder.received(message).take());
        QTRY_VERIFY(m->feed.end() >= end);
    }
    EventsPane *showEvents()
    {
        auto *pane = new EventsPane(&m->events, &m->log, &m->directory, &m->navigator, &m->theme, &m->window);
        pane->resize(900, 300);
        m->window.show();
        QApplication::setActiveWindow(&m->window);
        return pane;
    }
    InspectorPane *showInspector()
    {
        auto *pane =
            new InspectorPane(&m->log, &m->exchanges, &m->directory, &m->navigator, &m->theme, &m->window);
        pane->resize(340, 600);
        m->window.show();
        return pane;
    }

    struct Session
    {
        MessageLog log{64'000'000};
        ExchangeLog exchanges{&log};
        RoomDirectory directory{&log};
        LogFeed feed{&log};
        Navigator navigator;
        MessageTableModel events{&feed, &directory};
        ExchangeModel requests{&log, &exchanges};
        RoomTreeModel rooms{&directory};
        BatchBuilder builder;
        Theme theme;
        QWidget window;
    };
    std::unique_ptr<Session> m;
};

void PanesTest::init()
{
    m = std::make_unique<Session>();
    m->window.resize(1000, 700);
}

void PanesTest::cleanup()
{
    qDeleteAll(m->window.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    m.reset();
    QApplication::setPalette(QPalette());
}

void PanesTest::anAmpersandInANameIsNoMnemonic()
{
    const Theme theme;
    PaneButton button(&theme, PaneButton::Tone::Flat);
    button.setLabel(u"R&D"_s);
    QVERIFY(button.shortcut().isEmpty());
    QCOMPARE(button.text(), u"R&D"_s);
}

void PanesTest::aClickSelectsTheMessageAndEndsFollowing()
{
    EventsPane *pane = showEvents();
    receive(joinedRoom);
    receive(muted);
    QTRY_COMPARE(m->events.rowCount(), 2);
    QVERIFY(m->navigator.isFollowing());
    QTest::mouseClick(pane->table()->viewport(), Qt::LeftButton, {}, centreOf(pane->table(), 1));
    QCOMPARE(m->navigator.current(), MessageId(2));
    QVERIFY(!m->navigator.isFollowing());
    const PaneTable *table = pane->table();
    QCOMPARE(table->lookOf(m->events.index(1, 0)), RowLook::Selected);
    QCOMPARE(table->lookOf(m->events.index(0, 0)), RowLook::Linked);
    QTest::keyClick(pane->table(), Qt::Key_Up);
    QCOMPARE(m->navigator.current(), MessageId(1));
}

void PanesTest::theTableFollowsItsEndUntilTheUserScrolls()
{
    EventsPane *pane = showEvents();
    for (int i = 0; i < 60; ++i)
        m->builder.received(seated(i));
    receive(joinedRoom);
    const QScrollBar *bar = pane->table()->verticalScrollBar();
    QTRY_COMPARE(m->events.rowCount(), 61);
    QTRY_COMPARE(bar->value(), bar->maximum());
    QWheelEvent wheel({50, 50}, pane->table()->viewport()->mapToGlobal(QPointF(50, 50)), {}, {0, 240},
        Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(pane->table()->viewport(), &wheel);
    QVERIFY(bar->value() < bar->maximum());
    QVERIFY(!m->navigator.isFollowing());
    m->navigator.setFollowing(true);
    QCOMPARE(bar->value(), bar->maximum());
}

void PanesTest::theLastLineStandsBelowTheRowsAndIsNoRow()
{
    PaneTable *table = showEvents()->table();
    for (int i = 0; i < 40; ++i)
        receive(seated(i));
    const int rows = table->model()->rowCount();
    const auto isSeen = [table] { return table->viewport()->rect().contains(table->lastLineRect()); };
    table->setTailFollowed(true);
    table->setLastLine(u"No events since 04:19:27"_s, u"2 h 12 min"_s);
    QCOMPARE(table->lastLine(), u"No events since 04:19:27, 2 h 12 min"_s);
    QCOMPARE(table->accessibleDescription(), u"No events since 04:19:27"_s);
    QCOMPARE(table->model()->rowCount(), rows);
    QVERIFY(isSeen());
    QVERIFY(table->isOnScreen(rows - 1));
    const auto painted = [&] { return isLastLinePainted(table); };
    QVERIFY(painted());
    table->resize(table->width(), table->height() + 11); // the line keeps its room
    QVERIFY(isSeen());
    table->setLastLine({});
    QVERIFY(!painted());
    QVERIFY(table->isOnScreen(rows - 1));
    QVERIFY(!isSeen());
}

void PanesTest::aQuietSessionSaysSoBelowItsEvents()
{
    TimelineModel timeline(&m->feed, &m->exchanges);
    qint64 now = m->builder.time;
    timeline.setClock([&now] { return now; });
    EventsPane *pane = showEvents();
    pane->setTimeline(&timeline);
    receive(seated(1));
    timeline.setLive(true);
    QCOMPARE(pane->table()->lastLine(), QString());
    now += 12'000'000;
    QTRY_VERIFY(pane->table()->lastLine().startsWith(u"No events since "));
    QVERIFY(pane->table()->lastLine().endsWith(u", 12 s"));
    const auto painted = [&] { return isLastLinePainted(pane->table()); };
    QVERIFY(painted());
    m->navigator.setFilter(parseFilter(u"room:9"_s).expression);
    QVERIFY(!painted()); // the empty text says enough
    m->navigator.clearFilter();
    ConnectionStatus lost;
    lost.state = ConnectionState::Retrying;
    lost.lostAt = now;
    timeline.setConnection(lost);
    QVERIFY(pane->table()->lastLine().startsWith(u"Not connected since "));
    delete pane;
}

void PanesTest::rowsStandStillWhenOthersArrive()
{
    EventsPane *pane = showEvents();
    for (int i = 0; i < 60; ++i)
        m->builder.received(seated(i));
    receive(joinedRoom);
    QTRY_COMPARE(m->events.rowCount(), 61);
    m->navigator.select(MessageId(20));
    const int top = pane->table()->rowAt(2);
    for (int i = 0; i < 30; ++i)
        m->builder.received(seated(i));
    receive(muted);
    QTRY_COMPARE(m->events.rowCount(), 92);
    QCOMPARE(pane->table()->rowAt(2), top);
}

void PanesTest::rowsStandStillWhenOthersLeaveAbove()
{
    QStringList names;
    for (int i = 0; i < 200; ++i)
        names += u"row %1"_s.arg(i);
    QStringListModel model(names);
    PaneTable table;
    table.setModel(&model);
    table.resize(300, 300);
    table.show();
    table.verticalScrollBar()->setValue(100);
    const QString top = table.indexAt({5, 5}).data().toString();
    QCOMPARE(top, u"row 100"_s);
    model.removeRows(0, 40);
    QCOMPARE(table.indexAt({5, 5}).data().toString(), top);
    model.removeRows(150, 5);
    QCOMPARE(table.indexAt({5, 5}).data().toString(), top);
}

void PanesTest::aWrongFilterIsSaidAndTheLastOneStays()
{
    EventsPane *pane = showEvents();
    auto *field = pane->findChild<FilterInput *>();
    field->setFocus();
    QTest::keyClicks(field, u"room: 4"_s);
    QTRY_COMPARE(m->navigator.filter().text(), u"room: 4"_s);
    QTest::keyClicks(field, u" and kind: evnt"_s);
    auto problem = [this] { return labelled<QLabel>(&m->window, u"position 19: “evnt” is no kind"_s); };
    QTRY_VERIFY(problem() && problem()->isVisible());
    QCOMPARE(field->error().position, 18);
    QVERIFY(field->accessibleDescription().startsWith(u"position 19"));
    QCOMPARE(m->navigator.filter().text(), u"room: 4"_s);
    keep(m->window, u"filter-problem"_s);
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(field, Qt::Key_Backspace);
    QTest::keyClicks(field, u"event"_s);
    QTRY_COMPARE(m->navigator.filter().text(), u"room: 4 and kind: event"_s);
    QVERIFY(!problem() || !problem()->isVisible());
}

void PanesTest::whatCanFollowIsOfferedAndWritten()
{
    EventsPane *pane = showEvents();
    receive(joinedRoom);
    auto *field = pane->findChild<FilterInput *>();
    field->setFocus();
    QTest::keyClicks(field, u"even"_s);
    QTest::keyClick(field, Qt::Key_Tab);
    QCOMPARE(field->text(), u"event"_s);
    QTest::keyClick(field, Qt::Key_Tab); // the first operator
    QCOMPARE(field->text(), u"event: "_s);
    QTest::keyClicks(field, u"Jo"_s);
    QTest::keyClick(field, Qt::Key_Tab);
    QCOMPARE(field->text(), u"event: Joined "_s);
    QTRY_COMPARE(m->navigator.filter().text(), u"event: Joined"_s);
    QCOMPARE(field->text(), u"event: Joined "_s); // what was typed stays
    m->navigator.setFilter(withValues(m->navigator.filter(), FilterKey::Room, {"1"}));
    QCOMPARE(field->text(), u"event: Joined and room: 1"_s);
}

void PanesTest::aWrongFilterIsSaidForAsLongAsItIsWrong()
{
    EventsPane *pane = showEvents();
    receive(joinedRoom);
    auto *field = pane->findChild<FilterInput *>();
    const auto line = [this](const QString &part) {
        const auto *label = labelled<QLabel>(&m->window, part);
        return label && label->isVisible();
    };
    field->setFocus();
    type(field, u"kind: evnt"_s);
    type(field, Qt::Key_Return);
    QVERIFY(pane->table()->hasFocus());
    QVERIFY(line(u"“evnt” is no kind"_s));
    QVERIFY(line(u"No filter is in force"_s));
    field->setFocus();
    field->selectAll();
    type(field, u"room: 1"_s);
    QTRY_COMPARE(m->navigator.filter().text(), u"room: 1"_s);
    type(field, u" and kind: evnt"_s);
    QTRY_VERIFY(line(u"“evnt” is no kind"_s));
    pane->table()->setFocus();
    QVERIFY(line(u"Still in force: room: 1"_s));
    pane->setNarrow(true);
    QVERIFY(line(u"Still in force: room: 1"_s));
    field->setFocus();
    field->end(false);
    type(field, u"x"_s);
    type(field, Qt::Key_Backspace); // the same text again
    QTRY_VERIFY(line(u"Still in force: room: 1"_s));
    m->navigator.clearFilter();
    QVERIFY(!line(u"in force"_s));
    QCOMPARE(field->text(), QString());
}

void PanesTest::enterAppliesAFilterUnlessAnOfferIsMarked()
{
    EventsPane *pane = showEvents();
    receive(joinedRoom);
    auto *field = pane->findChild<FilterInput *>();
    for (const QString &text : {u"/Key.*o/"_s, u"\"Keiko\""_s}) {
        field->setFocus();
        field->selectAll();
        type(field, text);
        QVERIFY(QApplication::activePopupWidget());
        type(field, Qt::Key_Return);
        QCOMPARE(field->text(), text);
        QVERIFY(!QApplication::activePopupWidget());
        QVERIFY(pane->table()->hasFocus());
        QCOMPARE(m->navigator.filter(), parseFilter(text).expression);
    }
    field->setFocus();
    field->selectAll();
    type(field, u"\"Keiko\""_s);
    type(field, Qt::Key_Down);
    type(field, Qt::Key_Down);
    type(field, Qt::Key_Return);
    QCOMPARE(field->text(), u"\"Keiko\" or "_s);
}

void PanesTest::aTypeThatNobodySawIsSaid()
{
    EventsPane *pane = showEvents();
    receive(joinedRoom);
    auto *field = pane->findChild<FilterInput *>();
    const auto line = [this](const QString &part) {
        const auto *label = labelled<QLabel>(&m->window, part);
        return label && label->isVisible() && label->text().contains(u"No event of this type was seen"_s);
    };
    field->setFocus();
    type(field, u"event: State changed and room: 1"_s);
    type(field, Qt::Key_Return);
    QVERIFY(line(u"State"_s));
    QVERIFY(!field->error());
    m->navigator.setFilter(parseFilter(u"event: \"State changed\", Left, 3, set_name"_s).expression);
    QVERIFY(!line(u"No event"_s));
    m->navigator.setFilter(parseFilter(u"not (a or event: joind)"_s).expression);
    QVERIFY(line(u"joind"_s));
    receive(R"({"Event":"joind","values":{}})");
    QTRY_VERIFY(!line(u"joind"_s));
}

void PanesTest::aChosenMessageIsScrolledToThoughColumnsAreHidden()
{
    EventsPane *pane = showEvents();
    pane->resize(640, 300);
    pane->setNarrow(true);
    QVERIFY(pane->table()->isColumnHidden(MessageTableModel::Number));
    for (int i = 0; i < 199; ++i)
        m->builder.received(seated(i));
    receive(joinedRoom);
    QTRY_COMPARE(m->events.rowCount(), 200);
    m->navigator.select(m->events.idAt(10));
    m->navigator.select(m->events.idAt(190));
    QVERIFY(pane->table()->isOnScreen(190));
    m->navigator.goBack();
    QCOMPARE(pane->table()->currentIndex().row(), 10);
    QVERIFY(pane->table()->isOnScreen(10));
}

void PanesTest::clearingAFilterKeepsTheSelectedRowWhereItIs()
{
    EventsPane *pane = showEvents();
    for (int i = 0; i < 199; ++i)
        m->builder.received(i % 4 == 0 ? joinedRoom : seated(i));
    receive(seated(199));
    m->navigator.setFilter(withValues({}, FilterKey::Event, {"ADD_PARTICIPANT"}));
    QTRY_COMPARE(m->events.rowCount(), 50);
    m->navigator.select(m->events.idAt(30));
    pane->table()->verticalScrollBar()->setValue(27);
    const int place = pane->table()->placeOf(30);
    const MessageId selected = m->navigator.current();
    m->navigator.clearFilter();
    QTRY_COMPARE(m->events.rowCount(), 200);
    QCOMPARE(m->navigator.current(), selected);
    QCOMPARE(pane->table()->currentIndex().row(), m->events.rowOf(selected));
    QCOMPARE(pane->table()->placeOf(m->events.rowOf(selected)), place);
}

void PanesTest::highlightingMarksRowsAndTheScrollBar()
{
    EventsPane *pane = showEvents();
    for (int i = 0; i < 59; ++i)
        m->builder.received(i == 41 ? joinedRoom : seated(i));
    receive(seated(59));
    m->navigator.select(m->events.idAt(40));
    m->navigator.setHighlighting(true);
    m->navigator.setFilter(withValues({}, FilterKey::Event, {"ADD_PARTICIPANT"}));
    QTRY_COMPARE(m->events.markedCount(), 1u);
    QCOMPARE(m->events.rowCount(), 60);
    QVERIFY(labelled<ThemedLabel>(pane, u"1 marked"_s));
    QScrollBar *bar = pane->table()->verticalScrollBar();
    QTRY_VERIFY(bar->isVisible());
    const QImage image = bar->grab().toImage();
    int marked = 0;
    for (int y = 0; y < image.height(); ++y)
        marked += image.pixelColor(image.width() - 3, y) == m->theme.colours().accent;
    QVERIFY2(marked >= 2 && marked <= 8, qPrintable(QString::number(marked)));
    keep(m->window, u"highlight"_s);
    pane->goToMatch(+1);
    QCOMPARE(m->navigator.current(), m->events.idAt(41));
}

void PanesTest::savedFiltersAndColoursAreChosenFromAMenu()
{
    const QTemporaryDir folder;
    FilterLibrary library(folder.filePath(u"filters.json"_s));
    EventsPane *pane = showEvents();
    pane->setLibrary(&library);
    receive(joinedRoom);
    receive(seated(7));
    m->navigator.setFilter(parseFilter(u"event: Seated"_s).expression);
    const auto choose = [&](const QString &text) {
        auto *menu = new SavedFiltersMenu(&library, &m->navigator, &m->theme, &m->window);
        for (QAction *action : menu->findChildren<QAction *>()) {
            if (action->text() == text)
                action->trigger();
        }
        delete menu;
    };
    choose(u"Blue"_s);
    QCOMPARE(library.rules().size(), 1);
    QTRY_COMPARE(m->events.index(0, 0).data(MessageTableModel::TintRole), QVariant(3));
    choose(u"Save this filter…"_s);
    auto *dialog = m->window.findChild<FieldDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->edit()->text(), u"event: Seated"_s);
    dialog->edit()->clear();
    QTest::keyClick(dialog->edit(), Qt::Key_Return);
    QVERIFY(dialog->isVisible() && library.filters().isEmpty()); // nothing could find it again
    QTest::keyClicks(dialog->edit(), u"Seats"_s);
    QTest::keyClick(dialog->edit(), Qt::Key_Return);
    QVERIFY(!dialog->isVisible());
    QCOMPARE(library.filters().size(), 1);
    m->navigator.clearFilter();
    QTRY_COMPARE(m->events.rowCount(), 2);
    QVERIFY(!m->events.index(0, 0).data(MessageTableModel::TintRole).isValid());
    QCOMPARE(m->events.index(1, 0).data(MessageTableModel::TintRole), QVariant(3));
    QCOMPARE(pane->grab().toImage().pixel(400, 34 + 25 + 22 + 3), m->theme.rowTint(3).rgb());
    choose(u"Seats"_s);
    QCOMPARE(m->navigator.filter().text(), u"event: Seated"_s);
}

void PanesTest::aNarrowPaneKeepsItsFiltersBehindOneButton()
{
    EventsPane *pane = showEvents();
    m->navigator.setFilter(withValues({}, FilterKey::Room, {"1"}));
    QVERIFY(!pane->table()->isColumnHidden(MessageTableModel::Interval));
    pane->setNarrow(true);
    QVERIFY(pane->table()->isColumnHidden(MessageTableModel::Interval));
    QVERIFY(labelled<PaneButton>(pane, u"1 filter"_s)->isVisible());
    QVERIFY(!labelled<PaneButton>(pane, u"Room: "_s)->isVisible());
    pane->setNarrow(false);
    QVERIFY(labelled<PaneButton>(pane, u"Room: "_s)->isVisible());
}

void PanesTest::homeAndEndGoToTheFirstAndLastRow()
{
    EventsPane *pane = showEvents();
    for (int i = 0; i < 60; ++i)
        m->builder.received(seated(i));
    receive(joinedRoom);
    QTRY_COMPARE(m->events.rowCount(), 61);
    pane->table()->setFocus();
    QTRY_VERIFY(pane->table()->hasFocus());
    QTest::keyClick(pane->table(), Qt::Key_Home);
    QCOMPARE(m->navigator.current(), MessageId(1));
    QVERIFY(!m->navigator.isFollowing());
    QVERIFY(pane->table()->isOnScreen(0));
    QTest::keyClick(pane->table(), Qt::Key_End);
    QCOMPARE(m->navigator.current(), MessageId(61));
    QVERIFY(!m->navigator.isFollowing()); // the last row is not now
    QVERIFY(pane->table()->isOnScreen(60));
}

void PanesTest::aSelectedEventThatTheFilterHidesIsSaidToBeHidden()
{
    EventsPane *pane = showEvents();
    receive(joinedRoom);
    for (int i = 0; i < 3; ++i)
        receive(seated(i));
    const auto isSaid = [pane] {
        const QList<ThemedLabel *> labels = pane->findChildren<ThemedLabel *>();
        return std::ranges::any_of(labels, [](const ThemedLabel *label) {
            return label->isVisible() && label->text() == u"3 shown, not the selected one"_s;
        });
    };
    m->navigator.setFilter(parseFilter(u"event:seated"_s).expression);
    QTRY_COMPARE(m->events.rowCount(), 3);
    m->navigator.select(MessageId(2));
    QVERIFY(!isSaid());
    m->navigator.select(MessageId(1));
    QVERIFY(isSaid());
    m->navigator.clearFilter();
    QTRY_COMPARE(m->events.rowCount(), 4);
    QVERIFY(!isSaid());
}

void PanesTest::aRequestBringsTheEventsOfItsTimeIntoView()
{
    EventsPane *pane = showEvents();
    for (int i = 0; i < 60; ++i)
        m->builder.received(seated(i));
    m->builder.sent(R"({"Command":"get_version"})");
    for (int i = 0; i < 60; ++i)
        m->builder.received(seated(i));
    receive(joinedRoom);
    QTRY_COMPARE(m->events.rowCount(), 121);
    QVERIFY(!pane->table()->isOnScreen(60));
    m->navigator.select(MessageId(61));
    QVERIFY(pane->table()->isOnScreen(60));
    QVERIFY(!pane->table()->currentIndex().isValid());
}

void PanesTest::theSlashKeyFiltersAndEscClears()
{
    EventsPane *pane = showEvents();
    receive(joinedRoom);
    receive(muted);
    QTRY_COMPARE(m->events.rowCount(), 2);
    pane->table()->setFocus();
    QTest::keyClick(pane->table(), Qt::Key_Slash);
    auto *field = pane->findChild<FilterInput *>();
    QTest::keyClicks(field, u"daniel"_s);
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(m->navigator.filter().text(), u"daniel"_s);
    QTRY_COMPARE(m->events.rowCount(), 1);
    QTest::keyClick(pane->table(), Qt::Key_Escape);
    QVERIFY(m->navigator.filter().isEmpty());
    QTRY_COMPARE(m->events.rowCount(), 2);
    QCOMPARE(field->text(), QString());
}

void PanesTest::aChipTakesItsFilterAway()
{
    EventsPane *pane = showEvents();
    receive(joinedRoom);
    receive(seated(7));
    m->navigator.setFilter(withValues({}, FilterKey::Event, {}, {"SET_PARTICIPANT_SEAT"}));
    QTRY_COMPARE(m->events.rowCount(), 1);
    auto *chip = labelled<PaneButton>(pane, u"Type: all but Seated"_s);
    QVERIFY(chip);
    QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(chip->width() - 8, chip->height() / 2));
    QVERIFY(m->navigator.filter().isEmpty());
    QTRY_COMPARE(m->events.rowCount(), 2);
    QVERIFY(!labelled<PaneButton>(pane, u"all but"_s));
}

static void chooseInMenuOfRow(EventsPane *pane, int row, const QString &text)
{
    emit pane->table()->customContextMenuRequested(centreOf(pane->table(), row));
    for (const QMenu *menu : pane->findChildren<QMenu *>()) {
        for (QAction *action : menu->actions()) {
            if (action->text() == text)
                return action->trigger();
        }
    }
    QFAIL("there is no such entry");
}

void PanesTest::onlyOneParticipantSaysWhatItLeavesOutAndMayTakeItIn()
{
    EventsPane *pane = showEvents();
    receive(joinedRoom);
    receive(seated(7));
    receive(
        R"({"Event":"IMM_EVENT_SET_ALL_PARTICIPANTS_STATE","values":{"room_id":1,"control":2,"value":1}})");
    receive(
        R"({"Event":"IMM_EVENT_SET_ALL_PARTICIPANTS_STATE","values":{"room_id":2,"control":2,"value":1}})");
    QTRY_COMPARE(m->events.rowCount(), 4);
    chooseInMenuOfRow(pane, 0, u"Only this participant"_s);
    QCOMPARE(m->navigator.filter().text(), u"room: 1 and participant: 104"_s);
    QTRY_COMPARE(m->events.rowCount(), 1);
    QVERIFY(labelled<PaneButton>(pane, u"Participant: "_s)->toolTip().contains(u"changed everybody"));
    chooseInMenuOfRow(pane, 0, u"Only this participant and room-wide messages"_s);
    QTRY_COMPARE(m->events.rowCount(), 2);
    keep(*pane, u"room-wide"_s);
    auto *chip = labelled<PaneButton>(pane, u"Daniel Kim\u2069, nobody"_s);
    QVERIFY(chip);
    QVERIFY(!chip->toolTip().contains(u"changed everybody"));
}

void PanesTest::anEmptyTableSaysWhatToDo()
{
    EventsPane *pane = showEvents();
    QVERIFY(pane->table()->emptyText().startsWith(u"No events yet"));
    receive(joinedRoom);
    m->navigator.setFilter(withValues({}, FilterKey::Room, {"77"}));
    QTRY_COMPARE(pane->table()->emptyText(), u"No event matches. 1 is hidden by 1 filter."_s);
    const QPoint link(pane->table()->viewport()->width() / 2, pane->table()->viewport()->height() / 2 + 16);
    QTest::mouseClick(pane->table()->viewport(), Qt::LeftButton, {}, link);
    QTRY_COMPARE(m->events.rowCount(), 1);
}

void PanesTest::aClickBelowTheRowsChangesNothing()
{
    EventsPane *pane = showEvents();
    receive(joinedRoom);
    receive(seated(7));
    m->navigator.setFilter(withValues({}, FilterKey::Event, {}, {"SET_PARTICIPANT_SEAT"}));
    QTRY_COMPARE(m->events.rowCount(), 1);
    QTest::mouseClick(pane->table()->viewport(), Qt::LeftButton, {}, centreOf(pane->table(), 0));
    const MessageId selected = m->navigator.current();
    QVERIFY(selected);
    const QRect row = pane->table()->visualRect(m->events.index(0, 0));
    const QPoint below = row.center() + QPoint(0, 2 * row.height());
    QTest::mouseClick(pane->table()->viewport(), Qt::LeftButton, {}, below);
    QTest::mouseMove(pane->table()->viewport(), below);
    QTest::mouseDClick(pane->table()->viewport(), Qt::LeftButton, {}, below);
    QCOMPARE(m->navigator.current(), selected);
}

void PanesTest::copyingGivesTheMessageOrThePlainRow()
{
    EventsPane *pane = showEvents();
    receive(joinedRoom);
    receive(
        R"({"Event":"IMM_EVENT_SET_PARTICIPANT_POSITION","room_id":1,"participant_id":104,"x":-1250,"y":0,"z":3})");
    QTRY_COMPARE(m->events.rowCount(), 2);
    QTest::mouseClick(pane->table()->viewport(), Qt::LeftButton, {}, centreOf(pane->table(), 1));
    QTest::keyClick(pane->table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text().toUtf8(), m->log.text(MessageId(2)).toByteArray());
    QTest::keyClick(pane->table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QString row = QApplication::clipboard()->text();
    QVERIFY2(row.endsWith(u"x -1250 y 0 z 3 cm"), qPrintable(row));
}

void PanesTest::aNameIsAskedForFromTheRowUnderThePointer()
{
    receive(R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":7})");
    receive(R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":8,"name":"Anne"})");
    EventsPane *pane = showEvents();
    QSignalSpy asked(pane, &EventsPane::askRequested);
    const auto pressLink = [pane](int row) {
        const PaneTable *table = pane->table();
        const QModelIndex cell = table->model()->index(row, MessageTableModel::Participant);
        const QPoint place = EventDelegate::askRect(table->visualRect(cell)).center();
        QTest::mouseMove(table->viewport(), place);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, place);
    };
    pressLink(0); // nobody can be asked yet: a click like any other
    QCOMPARE(m->navigator.current(), MessageId(1));
    m->navigator.select({});
    pane->setAskable(true);
    keep(*pane, u"ask-name"_s);
    pressLink(1);
    QCOMPARE(asked.size(), 0);
    QCOMPARE(m->navigator.current(), MessageId(2));
    pressLink(0);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(
        asked[0][0].toByteArray(), R"({"Command":"get_participant_name","room_id":1,"participant_id":7})"_ba);
    QCOMPARE(m->navigator.current(), MessageId(2)); // to ask is not to choose

    pane->setAskable(false);
    pressLink(0); // it is the table's current row from now on
    QCOMPARE(m->navigator.current(), MessageId(1));
    m->navigator.select({}); // as following does
    pane->setAskable(true);
    pressLink(0);
    QCOMPARE(asked.size(), 2);
    QCOMPARE(m->navigator.current(), MessageId());
}

void PanesTest::theMenuOfARowAsksForTheNameWhereThatCanBeAsked()
{
    receive(R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":7})");
    EventsPane *pane = showEvents();
    QSignalSpy asked(pane, &EventsPane::askRequested);
    const auto offer = [pane]() -> QAction * {
        delete pane->findChild<QMenu *>();
        const QModelIndex cell = pane->table()->model()->index(0, MessageTableModel::Time);
        emit pane->table()->customContextMenuRequested(pane->table()->visualRect(cell).center());
        const QList<QAction *> actions = pane->findChild<QMenu *>()->actions();
        const auto found = std::find_if(actions.begin(), actions.end(),
            [](const QAction *action) { return action->text() == u"Ask name"; });
        return found == actions.end() ? nullptr : *found;
    };
    QVERIFY(!offer());
    pane->setAskable(true);
    QVERIFY(offer());
    offer()->trigger();
    QCOMPARE(asked.size(), 1);
    receive(R"({"Event":"SET_NAME","room_id":1,"participant_id":7,"name":"Anne"})");
    QVERIFY(!offer());
}

void PanesTest::aGapIsOneHatchedRowAcrossTheTable_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

void PanesTest::aGapIsOneHatchedRowAcrossTheTable()
{
    QFETCH(Scheme, scheme);
    m->theme.setScheme(scheme);
    QApplication::setPalette(m->theme.palette());
    EventsPane *pane = showEvents();
    receive(joinedRoom);
    m->builder.after(134'384'000).gap(134'384'000).after(1'000'000);
    receive(muted);
    QTRY_COMPARE(m->events.rowCount(), 3);
    const QImage image = pane->table()->viewport()->grab().toImage();
    keep(*pane, u"table-gap-"_s + QString::fromLatin1(QTest::currentDataTag()));
    const QColor line = m->theme.colours().line2;
    const QRect row = pane->table()->visualRect(m->events.index(1, MessageTableModel::Time));
    const QRect number = pane->table()->visualRect(m->events.index(1, MessageTableModel::Number));
    const QRect end(image.width() - 60, row.top(), 60, row.height());
    QVERIFY(count(image, number, line) > number.width());
    QVERIFY(count(image, end, line) > end.width());
    QCOMPARE(count(image, row.adjusted(1, 0, 0, 0), line), 0); // what is said stands free
    QCOMPARE(count(image, number.translated(0, -number.height()), line), 0);
}

void PanesTest::aGapIsSelectedCopiedAndTold()
{
    EventsPane *pane = showEvents();
    InspectorPane *inspector = showInspector();
    receive(joinedRoom);
    m->builder.after(134'384'000).gap(134'384'000);
    receive(muted);
    QTRY_COMPARE(m->events.rowCount(), 3);
    QTest::mouseClick(pane->table()->viewport(), Qt::LeftButton, {}, centreOf(pane->table(), 1));
    QCOMPARE(m->navigator.current(), MessageId(2));
    QVERIFY(labelled<ThemedLabel>(inspector, u"Not connected for 2 min 14 s"_s));
    const auto *tabs = inspector->findChild<PaneTabs *>();
    QCOMPARE(tabs->count(), 1);
    QCOMPARE(tabs->tabText(0), u"As noted"_s);
    const auto *text = inspector->findChild<JsonTextView *>();
    QVERIFY(!text->isHidden());
    QCOMPARE(text->form(), JsonTextView::Form::Plain);
    pane->copyRow();
    const QStringList cells = QApplication::clipboard()->text().split(u'\t');
    QCOMPARE(cells.at(MessageTableModel::Event), u"Not connected 2 min 14 s"_s);
    QVERIFY(cells.at(MessageTableModel::Details).endsWith(u"changes in between are not known"));
    QTest::keyClick(pane->table(), Qt::Key_Down);
    QCOMPARE(m->navigator.current(), MessageId(3));
    QCOMPARE(tabs->tabText(0), u"Tree"_s);
    QCOMPARE(tabs->currentIndex(), 0);
}

void PanesTest::gapsAloneAreNoEvents()
{
    EventsPane *pane = showEvents();
    receive(joinedRoom);
    m->builder.after(2'000'000).gap(2'000'000);
    receive(joinedRoom);
    m->navigator.setFilter(withValues({}, FilterKey::Room, {"77"}));
    QTRY_COMPARE(m->events.rowCount(), 1);
    QCOMPARE(pane->table()->emptyText(), u"No event matches. 2 are hidden by 1 filter."_s);
    QVERIFY(labelled<ThemedLabel>(pane, u"0 shown"_s));
    keep(*pane, u"table-gap-only"_s);
    const QRect rest =
        pane->table()->viewport()->rect().adjusted(0, centreOf(pane->table(), 0).y() + 11, 0, 0);
    QTest::mouseClick(pane->table()->viewport(), Qt::LeftButton, {}, rest.center() + QPoint(0, 16));
    QTRY_COMPARE(m->events.rowCount(), 3);
}

void PanesTest::theInspectorSaysItInASentence()
{
    InspectorPane *pane = showInspector();
    QVERIFY(labelled<ThemedLabel>(pane, u"Nothing selected"_s));
    receive(joinedRoom);
    receive(muted);
    m->navigator.select(MessageId(2));
    QVERIFY(labelled<ThemedLabel>(pane, u"was muted"_s));
    QVERIFY(labelled<PaneButton>(pane, u"Daniel Kim"_s));
    const auto *tree = pane->findChild<QTreeView *>();
    QCOMPARE(tree->model()->rowCount(), 2);
    QVERIFY(tree->isExpanded(tree->model()->index(1, 0)));
    QStringList labels;
    for (const Fact &fact : pane->findChild<FactsView *>()->facts())
        labels += fact.label;
    QCOMPARE(labels, (QStringList{u"Received"_s, u"Own request"_s, u"Before"_s, u"Name"_s, u"Message"_s}));
}

void PanesTest::aRefusedRequestIsToldWithItsAnswer()
{
    InspectorPane *pane = showInspector();
    const QByteArray request = R"({"Command":"set_participant_position","azimuth_heading":240})";
    m->log.append(m->builder.sent(request).take());
    receive(R"({"Status":"ERROR","Error Code":-9989,"Request":)" + request + '}');
    m->navigator.select(MessageId(1));
    QVERIFY(labelled<ThemedLabel>(pane, u"Refused: heading out of range"_s));
    const auto *tabs = pane->findChild<PaneTabs *>();
    QCOMPARE(tabs->count(), 3);
    QCOMPARE(tabs->tabText(0), u"Response"_s);
    const QList<Fact> facts = pane->findChild<FactsView *>()->facts();
    QVERIFY(std::any_of(
        facts.begin(), facts.end(), [](const Fact &fact) { return fact.strong == u"its echoed request"; }));
}

void PanesTest::anAnswerToWhatAnEventTellsOfRenewsTheInspector()
{
    InspectorPane *pane = showInspector();
    const auto *facts = pane->findChild<FactsView *>();
    const QByteArray request =
        R"({"Command":"set_participant_state","room_id":1,"participant_id":104,"control":2,"value":1})";
    m->log.append(m->builder.sent(request).take());
    receive(muted);
    m->navigator.select(MessageId(2));
    QVERIFY(facts->accessibleName().contains(u"1 said the same 0.0 ms before, no answer yet"));
    receive(R"({"Status":"OK","Request":)" + request + '}');
    QVERIFY(facts->accessibleName().contains(u"before, answered OK"));
}

void PanesTest::anAnswerThatArrivesRenewsTheInspector()
{
    InspectorPane *pane = showInspector();
    const QByteArray request = R"({"Command":"get_room_count"})";
    m->log.append(m->builder.sent(request).take());
    m->navigator.select(MessageId(1));
    QVERIFY(labelled<ThemedLabel>(pane, u"Waiting for an answer"_s));
    receive(R"({"Status":"OK","value":4,"Request":)" + request + '}');
    QTRY_VERIFY(labelled<ThemedLabel>(pane, u"was answered"_s));
}

void PanesTest::malformedBytesAreShownInHex()
{
    InspectorPane *pane = showInspector();
    receive(R"({"Event":)");
    m->navigator.select(MessageId(1));
    pane->findChild<PaneTabs *>()->setCurrentIndex(1);
    QCOMPARE(pane->findChild<JsonTextView *>()->form(), JsonTextView::Form::Hex);
    pane->copyMessage();
    QCOMPARE(QApplication::clipboard()->text(), u"{\"Event\":"_s);
}

void PanesTest::composingStartsFromTheEventsFacts()
{
    InspectorPane *pane = showInspector();
    receive(muted);
    m->navigator.select(MessageId(1));
    QSignalSpy composed(pane, &InspectorPane::composeRequested);
    QTest::mouseClick(labelled<PaneButton>(pane, u"Compose"_s), Qt::LeftButton);
    QCOMPARE(composed.size(), 1);
    QCOMPARE(composed[0][0].toByteArray(),
        QByteArray(
            R"({"Command": "set_participant_state", "room_id": 1, "participant_id": 104, "control": 2, "value": 1})"));
}

void PanesTest::onlyThisPersonFilters()
{
    InspectorPane *pane = showInspector();
    receive(muted);
    m->navigator.select(MessageId(1));
    QTest::mouseClick(labelled<PaneButton>(pane, u"Only"_s), Qt::LeftButton);
    QCOMPARE(allowedValues(m->navigator.filter(), FilterKey::Participant), QSet<QByteArray>{"104"});
    QCOMPARE(allowedValues(m->navigator.filter(), FilterKey::Room), QSet<QByteArray>{"1"});
}

void PanesTest::whatStandsBesideAChosenRequestIsSeen()
{
    auto *pane = new RequestsPane(&m->requests, &m->exchanges, &m->log, &m->navigator, &m->theme, &m->window);
    pane->resize(900, 200);
    m->window.show();
    for (int i = 0; i < 60; ++i)
        m->builder.sent(R"({"Command":"get_version"})");
    m->log.append(m->builder.take());
    QTRY_COMPARE(m->requests.rowCount(), 60);
    PaneTable *table = pane->table();
    for (const int row : {30, 10, 50, 11, 0, 59}) {
        m->navigator.select(MessageId(quint64(row) + 1));
        QCOMPARE(table->currentIndex().row(), row);
        for (const int seen : {std::max(row - 1, 0), row, std::min(row + 1, 59)})
            QVERIFY2(table->isOnScreen(seen), qPrintable(u"%1 beside %2"_s.arg(seen).arg(row)));
    }
    m->navigator.select(MessageId(31));
    const int top = table->firstVisibleRow();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, centreOf(table, top));
    QCOMPARE(m->navigator.current(), MessageId(quint64(top) + 1));
    QCOMPARE(table->firstVisibleRow(), top); // what is clicked stays where it is
}

void PanesTest::aRequestSelectsItsResponse()
{
    auto *pane = new RequestsPane(&m->requests, &m->exchanges, &m->log, &m->navigator, &m->theme, &m->window);
    pane->resize(900, 300);
    m->window.show();
    QApplication::setActiveWindow(&m->window);
    const QByteArray request = R"({"Command":"get_room_count"})";
    m->log.append(m->builder.sent(request).take());
    m->log.append(m->builder.sent(R"({"Command":"get_version"})").take());
    receive(R"({"Status":"OK","value":4,"Request":)" + request + '}');
    QTRY_COMPARE(m->requests.rowCount(), 2);
    QTest::mouseClick(pane->table()->viewport(), Qt::LeftButton, {}, centreOf(pane->table(), 0));
    QCOMPARE(m->navigator.current(), MessageId(3));
    QTest::mouseClick(pane->table()->viewport(), Qt::LeftButton, {}, centreOf(pane->table(), 1));
    QCOMPARE(m->navigator.current(), MessageId(2));
    QCOMPARE(pane->title(), u"Requests and responses 2"_s);
    QVERIFY(!pane->table()->isTailFollowed());
    m->navigator.setFollowing(true);
    QVERIFY(pane->table()->isTailFollowed());
}

void PanesTest::aPersonIsChosenAndLetGoByClicks()
{
    auto *pane = new NavigatorPane(&m->rooms, &m->navigator, &m->theme, &m->window);
    pane->resize(232, 400);
    m->window.show();
    receive(joinedRoom);
    QTRY_COMPARE_WITH_TIMEOUT(m->rooms.rowCount(), 1, 5000);
    const QModelIndex person = m->rooms.indexOf("1", "104");
    QVERIFY(pane->tree()->isExpanded(person.parent()));
    const QPoint place = pane->tree()->visualRect(person).center();
    QTest::mouseClick(pane->tree()->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(m->navigator.person(), (PersonRef{"1", "104"}));
    QCOMPARE(allowedValues(m->navigator.filter(), FilterKey::Participant), QSet<QByteArray>{"104"});
    QTest::mouseClick(pane->tree()->viewport(), Qt::LeftButton, {}, place);
    QVERIFY(!m->navigator.person());
    QVERIFY(m->navigator.filter().isEmpty());
    pane->tree()->setCurrentIndex(person);
    QTest::keyClick(pane->tree(), Qt::Key_Return);
    QCOMPARE(m->navigator.person(), (PersonRef{"1", "104"}));
}

void PanesTest::theMenuOfAPersonShowsOnlyThemAndComposesForThem()
{
    auto *pane = new NavigatorPane(&m->rooms, &m->navigator, &m->theme, &m->window);
    m->window.show();
    receive(joinedRoom);
    QTRY_COMPARE_WITH_TIMEOUT(m->rooms.rowCount(), 1, 5000);
    const QModelIndex person = m->rooms.indexOf("1", "104");
    QSignalSpy composed(pane, &NavigatorPane::composeRequested);
    const auto choose = [pane, person](const QString &text) {
        emit pane->tree()->customContextMenuRequested(pane->tree()->visualRect(person).center());
        auto *menu = pane->findChild<QMenu *>();
        const QList<QAction *> actions = menu->actions();
        const auto action =
            std::ranges::find_if(actions, [&](const QAction *it) { return it->text() == text; });
        const bool isThere = action != actions.end();
        if (isThere)
            (*action)->trigger();
        delete menu;
        return isThere;
    };
    QVERIFY(choose(u"Only this participant"_s));
    QCOMPARE(m->navigator.person(), (PersonRef{"1", "104"}));
    QVERIFY(choose(u"Show all again"_s));
    QVERIFY(!m->navigator.person());
    QVERIFY(choose(u"Copy name"_s));
    QCOMPARE(QApplication::clipboard()->text(), m->directory.nameOf("1", "104")); // not as it is shown
    QVERIFY(choose(u"Compose a request…"_s));
    QCOMPARE(composed.size(), 1);
    QCOMPARE(composed[0][0].value<PersonRef>(), (PersonRef{"1", "104"}));
}

void PanesTest::afterAGapTheTreeOffersToAskAgain()
{
    auto *pane = new NavigatorPane(&m->rooms, &m->navigator, &m->theme, &m->window);
    pane->resize(232, 400);
    m->window.show();
    receive(joinedRoom);
    QTRY_COMPARE_WITH_TIMEOUT(m->rooms.rowCount(), 1, 5000);
    auto *ask = labelled<PaneButton>(pane, u"Ask again"_s);
    QVERIFY(ask && !ask->isVisible());
    m->log.append(m->builder.after(60'000'000).gap(50'000'000).take());
    QTRY_VERIFY(ask->isVisible());
    QVERIFY(labelled<ThemedLabel>(pane, u"1 room not confirmed"_s));
    QSignalSpy asked(pane, &NavigatorPane::askRequested);
    QTest::mouseClick(ask, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    receive("{\"Status\":\"OK\",\"value\":1,\"Request\":" + asked[0][0].toByteArray() + "}");
    QTRY_VERIFY(!ask->isVisible());
}

void PanesTest::aHugeMessageOpensInPartAndCopiesWhole()
{
    QByteArray json = "{\"items\":[0";
    while (json.size() < 20'000'000)
        json += ",\"some text of an item\",12345.678";
    json += "]}";
    JsonTextView view(&m->theme);
    view.resize(400, 400);
    view.show();
    view.setMessage(json, JsonTextView::Form::Indented);
    view.grab();
    QVERIFY(view.isPartial()); // how long that takes is measured, not tested
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(view.selectedBytes().size(), json.size());
    view.showAll();
    QTRY_VERIFY_WITH_TIMEOUT(!view.isPartial(), 10'000);
}

void PanesTest::markupInAMessageStaysText()
{
    InspectorPane *pane = showInspector();
    receive(
        R"({"Event":"IMM_EVENT_SET_NAME","values":{"room_id":1,"participant_id":5,"name":"<b>Admin</b>"}})");
    m->navigator.select(MessageId(1));
    const auto *label = labelled<ThemedLabel>(pane, u"<b>Admin</b>"_s);
    QVERIFY(label);
    QCOMPARE(label->textFormat(), Qt::PlainText);
}

QTEST_MAIN(PanesTest)
#include "tst_panes.moc"
