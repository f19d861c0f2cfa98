#include "lib/rooms/roomdirectory.h"
#include "tests/support/batchbuilder.h"
#include "ui/models/commandlistmodel.h"
#include "ui/models/composermodel.h"
#include "ui/widgets/commandspane.h"
#include "ui/widgets/composerform.h"
#include "ui/widgets/composerpane.h"
#include "ui/widgets/jsoneditor.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/themedlabel.h"
#include "ui/widgets/valuefield.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTreeView>

using namespace console;
using namespace Qt::StringLiterals;

/// Writing a request with mouse and keys.
class TestComposerPane : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void typingInTheFormChangesTheText();
    void typingInTheTextChangesTheForm();
    void whatIsSentIsWhatTheTextShows();
    void sendingDoesNotWaitForTheFollowingSide();
    void aBrokenTextCannotBeSentAndSaysWhy();
    void aValueOutOfRangeCanBeSentAnyway();
    void theTwinOfAHeadingIsOneClickAway();
    void theMarkedLinesAreThoseOfTheTextShown();
    void nothingIsSentWhileNotConnected();
    void noBreakSpacesSurvive();
    void theCommandListIsASoundModel();
    void searchingNarrowsTheCommands();
    void aSearchFindsWhatParametersMayBeOrSaysThatItFoundNone();
    void aChosenValueSaysWhatItMeans();
    void whoWasSeenIsOfferedByNameAndById();
    void thatThereAreMoreIsSaidAndCannotBeChosen();
    void enterLeavesWhatWasTypedUnlessAnOfferIsMarked();
    void anIdThatWasNeverSeenIsSaidBesideTheField();

private:
    QAbstractButton *button(const QString &text) const
    {
        for (QAbstractButton *candidate : m_pane->findChildren<QAbstractButton *>()) {
            if (candidate->text() == text && candidate->isVisibleTo(m_pane.get()))
                return candidate;
        }
        return nullptr;
    }
    /// The lines with a tinted background, as they read.
    QStringList markedLines() const
    {
        QStringList lines;
        for (const QTextEdit::ExtraSelection &mark : m_pane->editor()->extraSelections())
            lines.append(mark.cursor.block().text().trimmed());
        return lines;
    }
    QLineEdit *fieldLine(int field) const { return m_pane->form()->editor(field)->findChild<QLineEdit *>(); }

    /// A request about somebody, in a session that has seen two people. Answers the field for the
    /// participant.
    ChoiceField *askAboutSomebody(size_t others = 0);

    Theme m_theme;
    std::unique_ptr<MessageLog> m_log;
    std::unique_ptr<RoomDirectory> m_rooms;
    std::unique_ptr<ComposerModel> m_model;
    std::unique_ptr<ComposerPane> m_pane;
};

void TestComposerPane::init()
{
    m_pane.reset();
    m_model.reset();
    m_log = std::make_unique<MessageLog>(1 << 20);
    m_rooms = std::make_unique<RoomDirectory>(m_log.get());
    m_model = std::make_unique<ComposerModel>(Catalogue::builtIn(), m_rooms.get());
    m_pane = std::make_unique<ComposerPane>(m_model.get(), &m_theme);
    m_pane->resize(900, 500);
    m_pane->startCommand(u"set_participant_position"_s);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void TestComposerPane::typingInTheFormChangesTheText()
{
    QLineEdit *x = fieldLine(2);
    x->selectAll();
    QTest::keyClicks(x, u"-40"_s);
    QTRY_VERIFY(m_pane->editor()->json().contains("\"x\": -40,"));
}

void TestComposerPane::typingInTheTextChangesTheForm()
{
    m_pane->editor()->selectAll();
    QTest::keyClicks(m_pane->editor(), uR"({"Command": "get_room_layout", "room_id": 7})"_s);
    QTRY_COMPARE(m_model->commandName(), u"get_room_layout"_s);
    QCOMPARE(fieldLine(0)->text(), u"7"_s);
}

void TestComposerPane::whatIsSentIsWhatTheTextShows()
{
    QSignalSpy sent(m_pane.get(), &ComposerPane::sendRequested);
    const QByteArray odd = "{ \"Command\" : \"x\",\n\n \"n\":1.50e+2 ,\"n\" : \"\\u00e9\" }";
    m_pane->setJson(odd);
    QVERIFY(button(u"Send"_s));
    QTest::mouseClick(button(u"Send"_s), Qt::LeftButton);
    QCOMPARE(sent.count(), 1);
    QCOMPARE(sent[0][0].toByteArray(), odd);
    QCOMPARE(m_pane->editor()->json(), odd);
}

void TestComposerPane::sendingDoesNotWaitForTheFollowingSide()
{
    QSignalSpy sent(m_pane.get(), &ComposerPane::sendRequested);
    QLineEdit *x = fieldLine(2);
    x->selectAll();
    QTest::keyClicks(x, u"12"_s);
    m_pane->send();
    QCOMPARE(sent.count(), 1);
    QVERIFY(sent[0][0].toByteArray().contains("\"x\": 12,"));
}

void TestComposerPane::aBrokenTextCannotBeSentAndSaysWhy()
{
    QSignalSpy sent(m_pane.get(), &ComposerPane::sendRequested);
    m_pane->setJson(R"({"Command": )");
    m_pane->send();
    QCOMPARE(sent.count(), 0);
    QVERIFY(!button(u"Send"_s)->isEnabled());
    QVERIFY(button(u"Send"_s)->toolTip().startsWith(u"This is no JSON yet"_s));
    QVERIFY(!m_pane->form()->isEnabled());
}

void TestComposerPane::aValueOutOfRangeCanBeSentAnyway()
{
    QSignalSpy sent(m_pane.get(), &ComposerPane::sendRequested);
    m_pane->setJson(R"({"Command":"set_log_level","level":9})");
    QVERIFY(button(u"Send anyway"_s));
    QTest::mouseClick(button(u"Send anyway"_s), Qt::LeftButton);
    QCOMPARE(sent.count(), 1);
}

void TestComposerPane::theTwinOfAHeadingIsOneClickAway()
{
    QLineEdit *azimuth = fieldLine(5);
    azimuth->selectAll();
    QTest::keyClicks(azimuth, u"240"_s);
    QTRY_VERIFY(button(u"Use \u2212120"_s));
    QTest::mouseClick(button(u"Use \u2212120"_s), Qt::LeftButton);
    QVERIFY(m_pane->editor()->json().contains("\"azimuth_heading\": -120,"));
}

void TestComposerPane::theMarkedLinesAreThoseOfTheTextShown()
{
    m_pane->startCommand(u"get_participant_name"_s);
    QCOMPARE(markedLines(), (QStringList{u"\"room_id\": null,"_s, u"\"participant_id\": null"_s}));
    m_pane->startCommand(u"set_participant_state"_s);
    QCOMPARE(markedLines().mid(0, 2), (QStringList{u"\"room_id\": null,"_s, u"\"participant_id\": null,"_s}));
    m_model->setFieldText(0, u"a long room id"_s);
    QCOMPARE(markedLines().value(0), u"\"participant_id\": null,"_s);
}

void TestComposerPane::nothingIsSentWhileNotConnected()
{
    QSignalSpy sent(m_pane.get(), &ComposerPane::sendRequested);
    m_pane->setJson(R"({"Command":"get_version"})");
    m_pane->setSendCheck([](const QByteArray &) { return u"Not connected."_s; });
    m_pane->send();
    QCOMPARE(sent.count(), 0);
    m_pane->setSendCheck({});
    m_pane->send();
    QCOMPARE(sent.count(), 1);
}

void TestComposerPane::noBreakSpacesSurvive()
{
    const QByteArray json = u"{\"Command\":\"a\u00a0b\u2028c\"}"_s.toUtf8();
    m_pane->setJson(json);
    QCOMPARE(m_pane->editor()->json(), json);
}

void TestComposerPane::theCommandListIsASoundModel()
{
    CommandListModel model(Catalogue::builtIn());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSearch(u"seat"_s);
    QVERIFY(model.indexOf(u"set_participant_seat"_s).isValid());
    QVERIFY(!model.indexOf(u"get_version"_s).isValid());
    model.setSearch(QString());
    QVERIFY(model.indexOf(u"get_version"_s).isValid());
}

void TestComposerPane::searchingNarrowsTheCommands()
{
    CommandListModel model(Catalogue::builtIn());
    CommandsPane pane(&model, &m_theme);
    QSignalSpy chosen(&pane, &CommandsPane::commandChosen);
    pane.show();
    QTest::keyClicks(pane.searchField(), u"spherical"_s);
    QTest::keyClick(pane.searchField(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toString(), u"get_participant_spherical"_s);
}

void TestComposerPane::aSearchFindsWhatParametersMayBeOrSaysThatItFoundNone()
{
    CommandListModel model(Catalogue::builtIn());
    CommandsPane pane(&model, &m_theme);
    pane.show();
    auto *nothing = pane.findChild<ThemedLabel *>();
    pane.searchField()->setText(u"mute"_s);
    QVERIFY(model.indexOf(u"set_participant_state"_s).isValid());
    pane.searchField()->setText(u"set_participant_state"_s); // a name comes before what others take
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(!nothing->isVisible());
    pane.searchField()->setText(u"no such thing"_s);
    QVERIFY(nothing->isVisible());
    QCOMPARE(nothing->text(), u"No command matches “no such thing”."_s);
}

void TestComposerPane::aChosenValueSaysWhatItMeans()
{
    m_pane->setJson(
        R"({"Command":"set_participant_state","room_id":1,"participant_id":104,"control":2,"value":1})");
    auto *control = qobject_cast<ChoiceField *>(m_pane->form()->editor(2));
    QVERIFY(control);
    QVERIFY2(
        control->meaning().contains(u"Mute · IMM_CONTROL_MUTE_ENABLE"_s), qPrintable(control->meaning()));
}

/// @param others  more people called Ana
ChoiceField *TestComposerPane::askAboutSomebody(size_t others)
{
    BatchBuilder builder;
    for (const char *who : {R"(7,"name":"Ana Almeida")", R"(17,"name":"Daniel Kim")"})
        builder.received(R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":{"room_id":1,"participant_id":)"
            + QByteArray(who) + "}}");
    builder.received(
        R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":{"room_id":"conf-2","participant_id":"sip:8@x"}})");
    for (size_t i = 0; i < others; ++i)
        builder.received(R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":{"room_id":1,"participant_id":)"
            + QByteArray::number(1'000 + i) + R"(,"name":"Ana"}})");
    m_log->append(builder.take());
    m_pane->setJson(R"({"Command":"get_participant_name","room_id":1,"participant_id":null})");
    auto *participant = qobject_cast<ChoiceField *>(m_pane->form()->editor(1));
    m_pane->activateWindow();
    if (QTest::qWaitForWindowActive(m_pane.get()))
        participant->setFocus();
    return participant;
}

void TestComposerPane::whoWasSeenIsOfferedByNameAndById()
{
    ChoiceField *participant = askAboutSomebody();
    QTest::keyClicks(participant, u"alm"_s);
    QTRY_VERIFY(participant->offers()->isVisible());
    QCOMPARE(participant->offers()->model()->rowCount(), 1);
    QTest::keyClick(participant->offers(), Qt::Key_Down);
    QTest::keyClick(participant->offers(), Qt::Key_Return);
    QCOMPARE(participant->currentText(), u"7"_s);
    QTRY_VERIFY(m_pane->editor()->json().contains(R"("participant_id":"7"})"));
    QVERIFY2(participant->meaning().contains(u"Ana Almeida"), qPrintable(participant->meaning()));

    participant->lineEdit()->selectAll();
    QTest::keyClicks(participant, u"1"_s);
    QTRY_VERIFY(participant->offers()->isVisible());
    QCOMPARE(participant->offers()->model()->rowCount(), 1); // 17, and nobody of another room
}

void TestComposerPane::thatThereAreMoreIsSaidAndCannotBeChosen()
{
    ChoiceField *participant = askAboutSomebody(SuggestionList::mostOffered);
    QTest::keyClicks(participant, u"ana"_s);
    QTRY_VERIFY(participant->offers()->isVisible());
    const QAbstractItemModel *offered = participant->offers()->model();
    QCOMPARE(size_t(offered->rowCount()), SuggestionList::mostOffered + 1);
    QVERIFY(!(offered->flags(offered->index(offered->rowCount() - 1, 0)) & Qt::ItemIsEnabled));
    participant->offers()->hide();

    participant->showPopup();
    const int last = participant->count() - 1;
    QCOMPARE(size_t(last), SuggestionList::mostOffered);
    QVERIFY2(
        participant->itemText(last).startsWith(u"There are more"), qPrintable(participant->itemText(last)));
    QVERIFY(!(participant->model()->flags(participant->model()->index(last, 0)) & Qt::ItemIsEnabled));
    QCOMPARE(participant->currentText(), u"ana"_s);
    participant->hidePopup();
}

void TestComposerPane::enterLeavesWhatWasTypedUnlessAnOfferIsMarked()
{
    ChoiceField *participant = askAboutSomebody();
    QTest::keyClicks(participant, u"1"_s);
    QTRY_VERIFY(participant->offers()->isVisible());
    QTest::keyClick(participant->offers(), Qt::Key_Return);
    QVERIFY(!participant->offers()->isVisible());
    QCOMPARE(participant->currentText(), u"1"_s);
}

void TestComposerPane::anIdThatWasNeverSeenIsSaidBesideTheField()
{
    ChoiceField *participant = askAboutSomebody();
    QTest::keyClicks(participant, u"almeida2"_s);
    QTRY_VERIFY2(
        participant->meaning().contains(u"not seen in this session"_s), qPrintable(participant->meaning()));
    QVERIFY(button(u"Send"_s)); // not "Send anyway"
}

QTEST_MAIN(TestComposerPane)
#include "tst_composerpane.moc"
