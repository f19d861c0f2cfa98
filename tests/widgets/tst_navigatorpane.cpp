#include "lib/rooms/roomdirectory.h"
#include "tests/support/batchbuilder.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/navigatorpane.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/panenote.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/themedlabel.h"

#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

/// The rooms pane: search, what is not sure or not known, and the order of the rooms.
class TestNavigatorPane : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { installTheme(qApp, &m_theme); }
    void aClosedRoomOpensForWhoIsFoundInItAndClosesAfterwards();
    void aRoomThatTheUserOpenedStandsOpenAgainAfterASearch();
    void theSearchSaysHowManyOfAllRoomsAreFoundAndMarksTheMatch_data();
    void theSearchSaysHowManyOfAllRoomsAreFoundAndMarksTheMatch();
    void afterAGapAnAmberBarStandsAboveTheTreeAndALegendBelow();
    void namesAreAskedForOnlyWhereSomebodyAsks();
    void nothingIsOfferedWhereNoServerCanBeAsked();
    void theFootSaysHowManyOfTheServersRoomsWereSeen();
    void whereNobodyAskedManyRoomsAreThoseSeenSoFar();
    void theServerIsAskedForItsRoomsFromTheMenu();
    void theOrderIsChosenFromAMenuWhereThereAreManyRooms();
    void newRoomsStayClosedWhereThatIsAskedFor();
    void roomsThatOpenedByThemselvesCloseWhereThereTurnOutToBeMany();
    void howRoomsAreListedOutlivesThePane();

private:
    Theme m_theme;
};

namespace {

QByteArray joined(const QByteArray &room, int person, const QByteArray &name = {})
{
    return R"({"Event":"ADD_PARTICIPANT","room_id":")" + room + R"(","participant_id":)"
        + QByteArray::number(person) + (name.isEmpty() ? "" : R"(,"name":")" + name + '"') + "}";
}

QByteArray counted(int rooms)
{
    return R"({"Status":"OK","Error Code":-10000,"Request":{"Command":"get_room_count"},"value":)"
        + QByteArray::number(rooms) + "}";
}

struct Stage
{
    explicit Stage(Theme *theme) : pane(&rooms, &navigator, theme)
    {
        pane.resize(232, 480);
        pane.show();
    }
    void receive(const QByteArray &message) { log.append(builder.after(1'000).received(message).take()); }
    /// Shows what the directory holds, without waiting for the pace of the screen.
    void refresh()
    {
        rooms.setAbsentShown(true);
        rooms.setAbsentShown(false);
    }
    void search(const QString &text)
    {
        auto *field = pane.findChild<FilterField *>();
        field->setText(text);
        emit field->edited(text);
    }
    bool isOpen(const QByteArray &room) const { return pane.tree()->isExpanded(rooms.indexOf(room)); }
    template <typename Widget>
    Widget *shown(const QString &text) const
    {
        for (Widget *widget : pane.findChildren<Widget *>()) {
            if (widget->isVisible() && widget->text() == text)
                return widget;
        }
        return nullptr;
    }
    PaneButton *icon(const QString &name) const
    {
        for (PaneButton *button : pane.findChildren<PaneButton *>()) {
            if (button->accessibleName() == name)
                return button;
        }
        return nullptr;
    }
    void chooseFromMenu(const QString &button, const QString &text)
    {
        icon(button)->click();
        auto *menu = pane.findChild<QMenu *>();
        for (QAction *action : menu->findChildren<QAction *>()) {
            if (action->text() == text)
                action->trigger();
        }
        delete menu;
    }
    void keep(const QString &name)
    {
        const QString folder = qEnvironmentVariable("PANE_GRABS");
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        if (!folder.isEmpty())
            QVERIFY(pane.grab().save(folder + u'/' + name + u".png"_s));
    }

    MessageLog log{256'000'000};
    RoomDirectory directory{&log};
    Navigator navigator;
    RoomTreeModel rooms{&directory};
    BatchBuilder builder;
    NavigatorPane pane;
};

/// Whether some pixel is of the colour.
bool holds(const QImage &image, const QColor &colour)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == colour)
                return true;
        }
    }
    return false;
}

} // namespace

void TestNavigatorPane::aClosedRoomOpensForWhoIsFoundInItAndClosesAfterwards()
{
    Stage stage(&m_theme);
    stage.receive(joined("stage", 1, "Anne"));
    stage.receive(joined("hall", 2, "Ben"));
    stage.refresh();
    stage.pane.tree()->collapseAll();
    stage.search(u"ann"_s);
    QVERIFY(stage.isOpen("stage"));
    stage.search(u"ben"_s);
    QVERIFY(stage.isOpen("hall"));
    stage.search({});
    QVERIFY(!stage.isOpen("stage"));
    QVERIFY(!stage.isOpen("hall"));
}

void TestNavigatorPane::aRoomThatTheUserOpenedStandsOpenAgainAfterASearch()
{
    Stage stage(&m_theme);
    stage.receive(joined("stage", 1, "Anne"));
    stage.receive(joined("hall", 2, "Ben"));
    stage.refresh();
    stage.pane.tree()->collapse(stage.rooms.indexOf("stage"));
    stage.search(u"nobody"_s);
    stage.search(u"stage"_s);
    QVERIFY(!stage.isOpen("stage")); // the room is found, nobody in it
    stage.search({});
    QVERIFY(!stage.isOpen("stage"));
    QVERIFY(stage.isOpen("hall"));
}

void TestNavigatorPane::theSearchSaysHowManyOfAllRoomsAreFoundAndMarksTheMatch_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<QColor>("mark");
    QTest::newRow("light") << Scheme::Light << QColor(0xFFF1B8);
    QTest::newRow("dark") << Scheme::Dark << QColor(0x4A3A0A);
}

void TestNavigatorPane::theSearchSaysHowManyOfAllRoomsAreFoundAndMarksTheMatch()
{
    QFETCH(const Scheme, scheme);
    QFETCH(const QColor, mark);
    m_theme.setScheme(scheme);
    Stage stage(&m_theme);
    for (int room = 0; room < 64; ++room) {
        for (int person = 0; person <= room % 7; ++person)
            stage.receive(
                joined((room % 2 ? "room-eu-west-1/conf-00" : "stage-") + QByteArray::number(room), person));
    }
    stage.receive(joined("stage-2", 900, "Conny Confield"));
    stage.refresh();
    const auto tree = [&] { return stage.pane.tree()->grab().toImage(); };
    QVERIFY(!holds(tree(), mark));
    QVERIFY(!stage.shown<ThemedLabel>(u"64 of 64"_s));
    stage.search(u"conf"_s);
    QVERIFY(stage.shown<ThemedLabel>(u"33 of 64"_s));
    QVERIFY(stage.isOpen("stage-2"));
    QVERIFY(holds(tree(), mark));
    stage.keep(scheme == Scheme::Dark ? u"rooms-dark"_s : u"rooms-light"_s);
    m_theme.setScheme(Scheme::Light);
}

void TestNavigatorPane::afterAGapAnAmberBarStandsAboveTheTreeAndALegendBelow()
{
    m_theme.setScheme(Scheme::Dark);
    Stage stage(&m_theme);
    stage.receive(joined("1", 101, "Amara Okafor"));
    stage.receive(joined("2", 201, "Ines Duarte"));
    stage.receive(joined("3", 301, "Maya Nowak"));
    stage.refresh();
    QVERIFY(!stage.shown<ThemedLabel>(u"may have changed since"_s));
    stage.log.append(stage.builder.after(60'000'000).gap(50'000'000).take());
    stage.receive(joined("2", 202, "Jonas Weber"));
    QTRY_VERIFY_WITH_TIMEOUT(stage.shown<ThemedLabel>(u"2 rooms not confirmed"_s), 5'000);
    const auto *bar = stage.shown<ThemedLabel>(u"2 rooms not confirmed"_s)->parentWidget();
    QVERIFY(bar->geometry().bottom() < stage.pane.tree()->geometry().top());
    QVERIFY(holds(const_cast<QWidget *>(bar)->grab().toImage(), m_theme.colours().warnBack));
    const auto *legend = stage.shown<ThemedLabel>(u"may have changed since"_s)->parentWidget();
    QVERIFY(legend->geometry().top() > stage.pane.tree()->geometry().bottom());
    stage.keep(u"gap-dark"_s);
    m_theme.setScheme(Scheme::Light);
    stage.keep(u"gap-light"_s);
    QSignalSpy asked(&stage.pane, &NavigatorPane::askRequested);
    QTest::mouseClick(stage.shown<PaneButton>(u"Ask again"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 2);
}

void TestNavigatorPane::namesAreAskedForOnlyWhereSomebodyAsks()
{
    Stage stage(&m_theme);
    QSignalSpy asked(&stage.pane, &NavigatorPane::askRequested);
    for (int person = 0; person < 104; ++person)
        stage.receive(joined("stage", person));
    stage.receive(joined("stage", 900, "Anne"));
    stage.refresh();
    QVERIFY(stage.shown<ThemedLabel>(u"104 people unnamed"_s));
    QCOMPARE(asked.size(), 0);
    QTest::mouseClick(stage.shown<PaneButton>(u"Ask 100 names"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 100);
    stage.chooseFromMenu(u"More"_s, u"Ask 100 names"_s);
    QCOMPARE(asked.size(), 104);
    const QPoint place = stage.pane.tree()->visualRect(stage.rooms.indexOf("stage", "7")).center();
    emit stage.pane.tree()->customContextMenuRequested(place);
    auto *menu = stage.pane.findChild<QMenu *>();
    for (QAction *action : menu->actions()) {
        if (action->text() == u"Ask name"_s)
            action->trigger();
    }
    QCOMPARE(asked.size(), 105);
    QCOMPARE(asked.last()[0].toByteArray(),
        R"({"Command":"get_participant_name","room_id":"stage","participant_id":7})"_ba);
}

void TestNavigatorPane::nothingIsOfferedWhereNoServerCanBeAsked()
{
    Stage stage(&m_theme);
    stage.receive(joined("stage", 1));
    stage.refresh();
    QVERIFY(stage.shown<PaneButton>(u"Ask names"_s));
    stage.pane.setAskable(false);
    QVERIFY(stage.shown<ThemedLabel>(u"1 person unnamed"_s));
    QVERIFY(!stage.shown<PaneButton>(u"Ask names"_s));
}

void TestNavigatorPane::theFootSaysHowManyOfTheServersRoomsWereSeen()
{
    Stage stage(&m_theme);
    stage.receive(joined("1", 1));
    stage.receive(joined("2", 1, "Anne"));
    stage.refresh();
    stage.receive(counted(340));
    stage.refresh();
    const auto *line = stage.shown<ThemedLabel>(u"2 of 340 rooms seen so far"_s);
    QVERIFY(line);
    QVERIFY(line->parentWidget()->toolTip().contains(u"counted 340"_s));
    QVERIFY(stage.shown<ThemedLabel>(u"1 person unnamed,"_s));
    stage.keep(u"room-count"_s);
    stage.receive(R"({"Event":"IMM_EVENT_DESTROY_ROOM","values":{"room_id":"2"}})");
    stage.refresh();
    QVERIFY(stage.shown<ThemedLabel>(u"1 of 340 rooms seen so far"_s)); // not one more than is told
    stage.receive(counted(1));
    stage.refresh();
    QVERIFY(!stage.shown<ThemedLabel>(u"1 of 340 rooms seen so far"_s)); // all are seen
    QVERIFY(!stage.shown<ThemedLabel>(u"1 of 1 rooms seen so far"_s));
}

void TestNavigatorPane::whereNobodyAskedManyRoomsAreThoseSeenSoFar()
{
    Stage stage(&m_theme);
    for (int room = 1; room <= 52; ++room) {
        stage.receive(joined(QByteArray::number(room), 1));
        stage.receive(joined(QByteArray::number(room), 2));
    }
    stage.refresh();
    QVERIFY(stage.shown<ThemedLabel>(u"52 rooms seen so far"_s));
    QVERIFY(stage.shown<ThemedLabel>(u"104 unnamed,"_s)); // beside a link that needs its room
    QVERIFY(stage.shown<PaneButton>(u"Ask 100 names"_s));
    stage.keep(u"room-count-unknown"_s);
    stage.receive(counted(52));
    stage.refresh();
    QVERIFY(!stage.shown<ThemedLabel>(u"52 rooms seen so far"_s));
}

void TestNavigatorPane::theServerIsAskedForItsRoomsFromTheMenu()
{
    Stage stage(&m_theme);
    QSignalSpy asked(&stage.pane, &NavigatorPane::askRequested);
    stage.chooseFromMenu(u"More"_s, u"Ask how many rooms there are"_s);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].toByteArray(), R"({"Command":"get_room_count"})"_ba);
    stage.pane.setAskable(false);
    stage.chooseFromMenu(u"More"_s, u"Ask how many rooms there are"_s);
    QCOMPARE(asked.size(), 1);
}

void TestNavigatorPane::theOrderIsChosenFromAMenuWhereThereAreManyRooms()
{
    Stage stage(&m_theme);
    const auto first = [&] { return stage.rooms.index(0, 0).data(RoomTreeModel::IdRole).toString(); };
    QVERIFY(!stage.icon(u"Sort rooms"_s)->isVisible());
    for (int room = 60; room > 0; --room) {
        for (int person = 0; person <= (room == 33); ++person)
            stage.receive(joined(QByteArray::number(room), person));
    }
    stage.refresh();
    QVERIFY(stage.icon(u"Sort rooms"_s)->isVisible());
    QCOMPARE(first(), u"33"_s);
    stage.chooseFromMenu(u"Sort rooms"_s, u"First seen"_s);
    QCOMPARE(first(), u"60"_s);
    stage.chooseFromMenu(u"Sort rooms"_s, u"Name or id"_s);
    QCOMPARE(first(), u"1"_s);
    stage.chooseFromMenu(u"More"_s, u"Latest event"_s); // the same for few rooms
    QCOMPARE(stage.rooms.order(), RoomTreeModel::Order::LatestEvent);
    stage.chooseFromMenu(u"Sort rooms"_s, u"Automatic (most people)"_s);
    QCOMPARE(first(), u"33"_s);
    QVERIFY(!stage.pane.settings().order);
}

void TestNavigatorPane::newRoomsStayClosedWhereThatIsAskedFor()
{
    Stage stage(&m_theme);
    stage.receive(joined("1", 1));
    stage.refresh();
    QVERIFY(stage.isOpen("1"));
    stage.chooseFromMenu(u"More"_s, u"Collapse new rooms"_s);
    stage.receive(joined("2", 1));
    stage.refresh();
    QVERIFY(stage.isOpen("1"));
    QVERIFY(!stage.isOpen("2"));
}

void TestNavigatorPane::roomsThatOpenedByThemselvesCloseWhereThereTurnOutToBeMany()
{
    Stage stage(&m_theme);
    for (int room = 1; room <= 60; ++room) {
        stage.receive(joined(QByteArray::number(room), 1));
        if (room == 3) {
            stage.refresh();
            stage.pane.tree()->collapse(stage.rooms.indexOf("2"));
            stage.pane.tree()->expand(stage.rooms.indexOf("2"));
        }
    }
    QVERIFY(stage.isOpen("1"));
    stage.refresh();
    QVERIFY(!stage.isOpen("1"));
    QVERIFY(stage.isOpen("2")); // by the user
    QVERIFY(!stage.isOpen("60"));
    stage.pane.tree()->expand(stage.rooms.indexOf("60"));
    stage.refresh();
    QVERIFY(stage.isOpen("60"));
}

void TestNavigatorPane::howRoomsAreListedOutlivesThePane()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"settings.ini"_s);
    {
        Stage stage(&m_theme);
        QCOMPARE(stage.pane.settings(), RoomListSettings()); // what nobody chose is not remembered
        stage.chooseFromMenu(u"More"_s, u"Latest event"_s);
        stage.chooseFromMenu(u"More"_s, u"Collapse new rooms"_s);
        QSettings settings(file, QSettings::IniFormat);
        stage.pane.settings().write(&settings);
    }
    const QSettings settings(file, QSettings::IniFormat);
    Stage next(&m_theme);
    next.pane.apply(RoomListSettings::read(settings));
    QCOMPARE(next.rooms.order(), RoomTreeModel::Order::LatestEvent);
    next.receive(joined("1", 1));
    next.refresh();
    QVERIFY(!next.isOpen("1"));
    next.chooseFromMenu(u"More"_s, u"Automatic (name or id)"_s);
    QSettings again(file, QSettings::IniFormat);
    next.pane.settings().write(&again);
    QVERIFY(!RoomListSettings::read(again).order);
}

QTEST_MAIN(TestNavigatorPane)
#include "tst_navigatorpane.moc"
