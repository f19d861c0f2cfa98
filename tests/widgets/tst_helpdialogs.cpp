#include "ui/widgets/actionregistry.h"
#include "ui/widgets/helpdialogs.h"
#include "ui/widgets/keysdialog.h"
#include "ui/widgets/pageview.h"
#include "ui/widgets/referencedialog.h"
#include "ui/widgets/theme.h"

#include <QFile>
#include <QLineEdit>
#include <QMessageBox>
#include <QTest>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

using namespace console;
using namespace Qt::StringLiterals;

/// Looking something up.
class TestHelpDialogs : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void everythingOfTheCatalogueIsListed();
    void aCommandTellsItsParametersAndResponse();
    void aValueTellsItsUnitAndBounds();
    void aValueThatDependsOnAnotherTellsHow();
    void anEventTellsItsFields();
    void anErrorIsFoundByItsNumber();
    void searchNarrowsAndOpensTheFirst();
    void aSearchWithoutHitsSaysSo();
    void textOfTheCatalogueIsNeverMarkup();
    void thePageFollowsTheScheme();
    void theReferenceIsOneWindow();
    void everyKeyIsListed();
    void aboutTellsTheVersions();

private:
    QList<QTreeWidgetItem *> entries() const
    {
        QList<QTreeWidgetItem *> shown;
        for (QTreeWidgetItemIterator it(
                 m_dialog->tree(), QTreeWidgetItemIterator::NotHidden | QTreeWidgetItemIterator::NoChildren);
             *it; ++it)
            shown.append(*it);
        return shown;
    }
    QString pageOf(const QString &name) const
    {
        for (QTreeWidgetItem *item : entries()) {
            if (item->text(0) != name)
                continue;
            m_dialog->tree()->setCurrentItem(item);
            return m_dialog->page()->toPlainText();
        }
        return {};
    }

    Theme m_theme;
    std::unique_ptr<ReferenceDialog> m_dialog;
};

void TestHelpDialogs::init()
{
    m_theme.setScheme(Scheme::Light);
    m_dialog = std::make_unique<ReferenceDialog>(Catalogue::builtIn(), &m_theme);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void TestHelpDialogs::everythingOfTheCatalogueIsListed()
{
    const Catalogue &catalogue = Catalogue::builtIn();
    qsizetype count = 0;
    const auto check = [&](const QString &name, const QString &help) {
        const QString page = pageOf(name);
        QVERIFY2(page.contains(name), qPrintable(name));
        QVERIFY2(page.contains(help), qPrintable(name));
        ++count;
    };
    for (const Command &command : catalogue.commands())
        check(command.name, command.help);
    for (const EventDescription &event : catalogue.events())
        check(event.name, event.help);
    for (const ErrorCode &code : catalogue.errorCodes())
        check(code.name, code.meaning);
    for (const Choice &control : catalogue.controls())
        check(control.name, control.help);
    QVERIFY(count > 60);
    QCOMPARE(entries().size(), count);
}

void TestHelpDialogs::aCommandTellsItsParametersAndResponse()
{
    for (const Command &command : Catalogue::builtIn().commands()) {
        const QString page = pageOf(command.name);
        for (const Parameter &parameter : command.parameters) {
            QVERIFY2(page.contains(parameter.name), qPrintable(command.name));
            QVERIFY2(page.contains(parameter.rule.help), qPrintable(command.name));
            for (const Choice &choice : parameter.rule.choices)
                QVERIFY2(page.contains(choice.name), qPrintable(choice.name));
        }
        for (const ReplyField &field : command.reply)
            QVERIFY2(page.contains(field.name), qPrintable(command.name));
    }
}

void TestHelpDialogs::aValueTellsItsUnitAndBounds()
{
    const QString page = pageOf(u"set_participant_position"_s);
    QVERIFY(page.contains(u"cm"_s));
    QVERIFY(page.contains(u"\u2212180 to 180 \u00B0"_s));
}

void TestHelpDialogs::aValueThatDependsOnAnotherTellsHow()
{
    const QString page = pageOf(u"set_participant_state"_s);
    QVERIFY(page.contains(u"Values of value by control"_s));
    QVERIFY(page.contains(u"0 to 40 dB/m"_s));
    QVERIFY(pageOf(u"IMM_CONTROL_MIXING_3D_ATTENUATION"_s).contains(u"0 to 40 dB/m"_s));
}

void TestHelpDialogs::anEventTellsItsFields()
{
    for (const EventDescription &event : Catalogue::builtIn().events()) {
        const QString page = pageOf(event.name);
        QVERIFY2(page.contains(event.label), qPrintable(event.name));
        for (const QString &field : event.fields)
            QVERIFY2(page.contains(field), qPrintable(event.name));
    }
}

void TestHelpDialogs::anErrorIsFoundByItsNumber()
{
    QTest::keyClicks(m_dialog->searchField(), u"-9987"_s);
    QCOMPARE(entries().size(), 1);
    QCOMPARE(entries().first()->text(0), u"IMM_ERROR_PARTICIPANT_TYPE"_s);
}

void TestHelpDialogs::searchNarrowsAndOpensTheFirst()
{
    const qsizetype all = entries().size();
    QTest::keyClicks(m_dialog->searchField(), u"HEADING participant"_s);
    QVERIFY(!entries().isEmpty());
    QVERIFY(entries().size() < all);
    QCOMPARE(m_dialog->tree()->currentItem(), entries().first());
    for (const QTreeWidgetItem *item : entries()) {
        const QString page = pageOf(item->text(0));
        QVERIFY2(page.contains(u"heading"_s, Qt::CaseInsensitive), qPrintable(item->text(0)));
        for (const QTreeWidgetItem *above = item->parent(); above; above = above->parent())
            QVERIFY(!above->isHidden());
    }
    m_dialog->searchField()->clear();
    QCOMPARE(entries().size(), all);
}

void TestHelpDialogs::aSearchWithoutHitsSaysSo()
{
    QTest::keyClicks(m_dialog->searchField(), u"no such thing anywhere"_s);
    QVERIFY(entries().isEmpty());
    QCOMPARE(m_dialog->page()->toPlainText(), u"Nothing is found."_s);
}

void TestHelpDialogs::textOfTheCatalogueIsNeverMarkup()
{
    QFile file(u":/console/catalogue.json"_s);
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray document = file.readAll().replace("IMM_ERROR_NONE", "<b>A&B</b>");
    QString error;
    const Catalogue catalogue = Catalogue::fromJson(document, &error);
    QVERIFY2(error.isEmpty(), qPrintable(error));
    const QList<ReferencePage> pages = referencePages(catalogue);
    const auto page = std::find_if(pages.begin(), pages.end(),
        [](const ReferencePage &candidate) { return candidate.name.startsWith(u'<'); });
    QVERIFY(page != pages.end());
    QVERIFY(page->html.contains(u"&lt;b&gt;A&amp;B&lt;/b&gt;"_s));
    QVERIFY(!page->html.contains(u"<b>"_s));
}

void TestHelpDialogs::thePageFollowsTheScheme()
{
    const auto background = [this] { return m_dialog->page()->grab().toImage().pixelColor(3, 3); };
    QCOMPARE(background(), m_theme.colours().base);
    const QString text = pageOf(u"set_participant_state"_s);
    m_theme.setScheme(Scheme::Dark);
    QCOMPARE(background(), m_theme.colours().base);
    QCOMPARE(m_dialog->page()->toPlainText(), text);
    QVERIFY(m_dialog->page()->toHtml().contains(m_theme.colours().text2.name()));
}

void TestHelpDialogs::theReferenceIsOneWindow()
{
    QWidget window;
    window.show();
    showReference(&m_theme, &window);
    showReference(&m_theme, &window);
    const auto dialogs = window.findChildren<ReferenceDialog *>();
    QCOMPARE(dialogs.size(), 1);
    QVERIFY(dialogs.first()->isVisible());
    QVERIFY(!dialogs.first()->isModal());
    dialogs.first()->close();
    showReference(&m_theme, &window);
    QCOMPARE(window.findChildren<ReferenceDialog *>().size(), 1);
    QVERIFY(dialogs.first()->isVisible());
}

void TestHelpDialogs::everyKeyIsListed()
{
    QWidget window;
    ActionRegistry actions(&m_theme);
    showKeys(&actions, &m_theme, &window);
    const auto *dialog = window.findChild<KeysDialog *>();
    QVERIFY(dialog);
    const QString text = dialog->page()->toPlainText();
    for (const QAction *action : actions.actions()) {
        for (const QKeySequence &keys : action->shortcuts()) {
            QVERIFY2(
                text.contains(ActionRegistry::keysText(keys)), qPrintable(ActionRegistry::keysText(keys)));
            QVERIFY2(text.contains(action->text().remove(u'&')), qPrintable(action->text()));
        }
    }
    QVERIFY(text.contains(u"In the timeline"_s));
}

void TestHelpDialogs::aboutTellsTheVersions()
{
    QWidget window;
    showAbout(&window);
    const auto *box = window.findChild<QMessageBox *>();
    QVERIFY(box);
    QVERIFY(box->isVisible());
    QVERIFY(box->text().contains(QStringLiteral(CONSOLE_VERSION)));
    QVERIFY(box->informativeText().contains(QString::fromLatin1(qVersion())));
}

QTEST_MAIN(TestHelpDialogs)
#include "tst_helpdialogs.moc"
