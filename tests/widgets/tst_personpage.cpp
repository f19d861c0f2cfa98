#include "lib/rooms/roomdirectory.h"
#include "tests/support/batchbuilder.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/factsview.h"
#include "ui/widgets/inspectorpane.h"
#include "ui/widgets/neighboursview.h"
#include "ui/widgets/personpage.h"
#include "ui/widgets/sentenceview.h"
#include "ui/widgets/theme.h"

#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

/// What the inspector shows of a room or participant that is chosen instead of a message.
class TestPersonPage : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { installTheme(qApp, &m_theme); }
    void aChosenPersonHasAPageAndAMessageHasNot();
    void thePageFollowsWhatIsTold();
    void aLineOfThePageGoesToItsMessage();
    void aFactGoesToTheMessageThatToldIt();
    void aNameThatIsNotKnownCanBeAskedFor();
    void theInspectorOfAMessageAsksForTheNameOfWhomItIsAbout();

private:
    Theme m_theme;
};

namespace {

struct Stage
{
    explicit Stage(const Theme *theme) : pane(&log, &exchanges, &directory, &navigator, theme)
    {
        pane.resize(340, 800);
        pane.setVisible(true);
        receive(R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":104,"name":"Daniel Kim"})");
    }
    void receive(const QByteArray &message) { log.append(builder.after(1'000).received(message).take()); }
    PersonPage *page() const { return pane.findChild<PersonPage *>(); }
    QString control(const QString &label) const
    {
        for (const Fact &fact : page()->summary().controls) {
            if (fact.label == label)
                return fact.strong;
        }
        return u"not seen"_s;
    }

    MessageLog log{256'000'000};
    ExchangeLog exchanges{&log};
    RoomDirectory directory{&log};
    Navigator navigator;
    BatchBuilder builder;
    InspectorPane pane;
};

} // namespace

void TestPersonPage::aChosenPersonHasAPageAndAMessageHasNot()
{
    Stage stage(&m_theme);
    QVERIFY(!stage.page()->isVisible());
    stage.navigator.selectPerson({"1", "104"});
    QVERIFY(stage.page()->isVisible());
    QVERIFY(stage.page()->summary().title.contains(u"Daniel Kim"_s));
    stage.navigator.select(MessageId(1));
    QVERIFY(!stage.page()->isVisible());
    stage.navigator.goBack();
    QVERIFY(stage.page()->isVisible());
    stage.navigator.selectPerson({});
    QVERIFY(!stage.page()->isVisible());
}

void TestPersonPage::thePageFollowsWhatIsTold()
{
    Stage stage(&m_theme);
    stage.navigator.selectPerson({"1", "104"});
    QCOMPARE(stage.control(u"Mute"_s), u"not seen"_s);
    stage.receive(
        R"({"Event":"SET_PARTICIPANT_STATE","room_id":1,"participant_id":104,"control":2,"value":1})");
    QTRY_COMPARE(stage.control(u"Mute"_s), u"on"_s);
}

void TestPersonPage::aLineOfThePageGoesToItsMessage()
{
    Stage stage(&m_theme);
    stage.receive(
        R"({"Event":"SET_PARTICIPANT_STATE","room_id":1,"participant_id":104,"control":2,"value":1})");
    stage.navigator.selectPerson({"1", "104"});
    NeighboursView *latest = stage.page()->latest();
    QCOMPARE(latest->count(), 2);
    QVERIFY(latest->item(0)->text().contains(u"Mute on"_s));
    latest->setFocus();
    latest->setCurrentRow(1);
    QTest::keyClick(latest, Qt::Key_Return);
    QCOMPARE(stage.navigator.current(), MessageId(1));
}

void TestPersonPage::aFactGoesToTheMessageThatToldIt()
{
    Stage stage(&m_theme);
    stage.receive(R"({"Event":"SET_ALL_PARTICIPANTS_STATE","room_id":1,"control":2,"value":1})");
    stage.receive(
        R"({"Event":"SET_PARTICIPANT_STATE","room_id":1,"participant_id":104,"control":12,"value":97})");
    stage.navigator.selectPerson({"1", "104"});
    FactsView *controls = stage.page()->findChildren<FactsView *>().last();
    QTest::keyClick(controls, Qt::Key_Return);
    QCOMPARE(stage.navigator.current(), MessageId(2));
    stage.navigator.goBack();
    QTest::keyClick(controls, Qt::Key_Down);
    QTest::keyClick(controls, Qt::Key_Return);
    QCOMPARE(stage.navigator.current(), MessageId(3));
    stage.navigator.goBack();
    QTest::mouseClick(controls, Qt::LeftButton, {}, QPoint(150, 15));
    QCOMPARE(stage.navigator.current(), MessageId(2));
}

void TestPersonPage::aNameThatIsNotKnownCanBeAskedFor()
{
    Stage stage(&m_theme);
    stage.receive(R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":7})");
    QSignalSpy asked(&stage.pane, &InspectorPane::askRequested);
    stage.navigator.selectPerson({"1", "104"});
    auto *facts = stage.page()->findChildren<FactsView *>().first();
    QCOMPARE(facts->facts().first().offer, QString());
    stage.navigator.selectPerson({"1", "7"});
    QCOMPARE(facts->facts().first().offer, u"Ask name"_s);
    QTest::mouseClick(facts, Qt::LeftButton, {}, QPoint(120, 20)); // on "not known"
    QCOMPARE(asked.size(), 0);
    QTest::mouseClick(facts, Qt::LeftButton, {}, QPoint(180, 20));
    QCOMPARE(asked.size(), 1);
    const QByteArray question = asked[0][0].toByteArray();
    QCOMPARE(question, R"({"Command":"get_participant_name","room_id":1,"participant_id":7})"_ba);
    stage.pane.setAskable(false);
    QTRY_COMPARE(facts->facts().first().offer, QString());
}

void TestPersonPage::theInspectorOfAMessageAsksForTheNameOfWhomItIsAbout()
{
    Stage stage(&m_theme);
    stage.receive(
        R"({"Event":"SET_PARTICIPANT_STATE","room_id":1,"participant_id":"7f-c2","control":2,"value":1})");
    QSignalSpy asked(&stage.pane, &InspectorPane::askRequested);
    stage.navigator.select(MessageId(2));
    auto *facts = stage.pane.findChild<SentenceView *>()->parentWidget()->findChild<FactsView *>();
    const auto offers = [facts] {
        return std::any_of(facts->facts().begin(), facts->facts().end(),
            [](const Fact &fact) { return fact.offer == u"Ask name"; });
    };
    QVERIFY(offers());
    stage.pane.setAskable(false);
    QVERIFY(!offers());
    stage.pane.setAskable(true);
    facts->setFocus();
    QTest::keyClick(facts, Qt::Key_Down);
    QTest::keyClick(facts, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].toByteArray(),
        R"({"Command":"get_participant_name","room_id":1,"participant_id":"7f-c2"})"_ba);
    stage.receive(R"({"Event":"SET_NAME","room_id":1,"participant_id":"7f-c2","name":"Ines Duarte"})");
    QTRY_VERIFY(!offers());
}

QTEST_MAIN(TestPersonPage)
#include "tst_personpage.moc"
