#include "ui/widgets/exportdialog.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

ExportCounts someRows()
{
    return {.all = 1'463, .shown = 12, .selected = 1};
}

ExportResult written()
{
    ExportResult result;
    result.isWritten = true;
    result.written = 1'234;
    result.size = 2'100'000;
    return result;
}

} // namespace

class TestExportDialog : public QObject
{
    Q_OBJECT
private slots:
    void init() { open(someRows()); }
    void cleanup() { m_dialog.reset(); }

    void everythingAsNdjsonIsOffered();
    void whatIsChosenIsAskedFor();
    void whatHasNoRowsCannotBeChosen();
    void aSearchThatGoesOnIsSaid();
    void columnsBelongToCsvAloneAndOneMustStay();
    void theEndingOfTheFileFollowsTheForm();
    void aFilterPreselectsWhatIsShown();
    void aFileThatExistsIsReplacedOnlyAfterASecondPress();
    void whatWasSaidOfAFileSaysNothingOfAnother();
    void aFileThatMustStayIsRefused();
    void withoutAFileNothingIsExported();
    void progressIsShownOnlyAfterAWhile();
    void escapeEndsTheExportFirstAndThenTheDialog();
    void whatWasWrittenAndLeftOutIsSaid();
    void aProblemIsSaidAndCanBeMended();
    void aCancelledExportIsSaid();
    void textsArePlainAndFieldsHaveNames();

private:
    void open(const ExportCounts &counts);
    template <typename Field>
    Field *field(const QString &name) const;
    QPushButton *button(const QString &text) const;
    QLineEdit *file() const { return field<QLineEdit>(u"File"_s); }
    void choose(ExportFormat format);
    void enterThere();
    bool shows(const QString &text) const;

    Theme m_theme;
    QTemporaryDir m_folder;
    std::unique_ptr<ExportDialog> m_dialog;
    int m_asked = 0;
    int m_cancelled = 0;
};

void TestExportDialog::open(const ExportCounts &counts)
{
    m_asked = 0;
    m_cancelled = 0;
    m_dialog = std::make_unique<ExportDialog>(counts, m_folder.filePath(u"monday"_s), &m_theme);
    connect(m_dialog.get(), &ExportDialog::exportRequested, this, [this] { ++m_asked; });
    connect(m_dialog.get(), &ExportDialog::cancelRequested, this, [this] { ++m_cancelled; });
    m_dialog->open();
}

template <typename Field>
Field *TestExportDialog::field(const QString &name) const
{
    for (Field *field : m_dialog->findChildren<Field *>())
        if (field->accessibleName() == name)
            return field;
    return nullptr;
}

QPushButton *TestExportDialog::button(const QString &text) const
{
    for (auto *button : m_dialog->findChildren<QPushButton *>())
        if (button->text().remove(u'&') == text)
            return button;
    return nullptr;
}

void TestExportDialog::choose(ExportFormat format)
{
    auto *box = field<QComboBox>(u"Form"_s);
    box->setCurrentIndex(box->findData(int(format)));
}

bool TestExportDialog::shows(const QString &text) const
{
    const auto labels = m_dialog->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        QString shown = label->text();
        shown.replace(QChar(0x2009), u' ')
            .replace(QChar(0x202f), u' ')
            .remove(QChar(0x2068))
            .remove(QChar(0x2069));
        return label->isVisible() && shown.contains(text);
    });
}

void TestExportDialog::everythingAsNdjsonIsOffered()
{
    QCOMPARE(m_dialog->scope(), ExportScope::All);
    QCOMPARE(m_dialog->options().format, ExportFormat::Ndjson);
    QVERIFY(!m_dialog->options().standIns);
    QCOMPARE(m_dialog->options().columns, allCsvColumns());
    QCOMPARE(m_dialog->file(), m_folder.filePath(u"monday.ndjson"_s));
    QVERIFY(shows(u"1 463 rows"_s) && shows(u"12 rows"_s) && shows(u"1 row"_s));
    QTest::keyClick(m_dialog.get(), Qt::Key_Return);
    QCOMPARE(m_asked, 1);
    QVERIFY(m_dialog->isVisible());
}

void TestExportDialog::whatIsChosenIsAskedFor()
{
    field<QRadioButton>(u"What the events table shows, as it is filtered"_s)->click();
    QCOMPARE(m_dialog->scope(), ExportScope::Shown);
    field<QRadioButton>(u"What is selected"_s)->click();
    QCOMPARE(m_dialog->scope(), ExportScope::Selected);
    field<QCheckBox>(u"Replace names and ids of people and rooms"_s)->click();
    QVERIFY(m_dialog->options().standIns);
    choose(ExportFormat::Mcap);
    QCOMPARE(m_dialog->options().format, ExportFormat::Mcap);
}

void TestExportDialog::whatHasNoRowsCannotBeChosen()
{
    open({.all = 3});
    QVERIFY(!field<QRadioButton>(u"What the events table shows, as it is filtered"_s)->isEnabled());
    QVERIFY(!field<QRadioButton>(u"What is selected"_s)->isEnabled());
}

void TestExportDialog::aSearchThatGoesOnIsSaid()
{
    open({.all = 30, .shown = 12, .isSearching = true});
    QVERIFY(shows(u"12 rows found so far"_s));
}

void TestExportDialog::columnsBelongToCsvAloneAndOneMustStay()
{
    auto *size = field<QCheckBox>(u"Column Size"_s);
    QVERIFY(!size->isVisible());
    choose(ExportFormat::Csv);
    QVERIFY(size->isVisible());
    QTRY_VERIFY(size->height() > 0);
    QVERIFY2(size->height() >= size->sizeHint().height(), "its letters are cut");
    size->click();
    QCOMPARE(m_dialog->options().columns.size(), allCsvColumns().size() - 1);
    QVERIFY(!m_dialog->options().columns.contains(CsvColumn::Size));
    for (auto *box : m_dialog->findChildren<QCheckBox *>())
        box->setChecked(false);
    QVERIFY(!button(u"Export"_s)->isEnabled());
    size->click();
    QVERIFY(button(u"Export"_s)->isEnabled());
}

void TestExportDialog::theEndingOfTheFileFollowsTheForm()
{
    choose(ExportFormat::Har);
    QCOMPARE(m_dialog->file(), m_folder.filePath(u"monday.har"_s));
}

void TestExportDialog::aFilterPreselectsWhatIsShown()
{
    open({.all = 30, .shown = 12, .isFiltered = true});
    QCOMPARE(m_dialog->scope(), ExportScope::Shown);
    open({.all = 30, .shown = 0, .isFiltered = true});
    QCOMPARE(m_dialog->scope(), ExportScope::All);
}

/// Types the name of a file that is there.
void TestExportDialog::enterThere()
{
    QFile before(m_folder.filePath(u"there.ndjson"_s));
    QVERIFY(before.open(QIODevice::WriteOnly));
    file()->clear();
    QTest::keyClicks(file(), before.fileName());
    QTest::keyClick(file(), Qt::Key_Return);
}

void TestExportDialog::aFileThatExistsIsReplacedOnlyAfterASecondPress()
{
    const int height = m_dialog->height();
    enterThere();
    QCOMPARE(m_asked, 0);
    QVERIFY(shows(u"“there.ndjson” exists. Press Replace to write over it."_s));
    QVERIFY(m_dialog->height() > height);
    QVERIFY(!button(u"Export"_s));
    button(u"Replace"_s)->click();
    QCOMPARE(m_asked, 1);
    m_dialog->showRunning();
    m_dialog->showResult(written());
    QVERIFY(!shows(u"exists"_s)); // that is done
    QVERIFY(button(u"Export"_s));
}

void TestExportDialog::whatWasSaidOfAFileSaysNothingOfAnother()
{
    enterThere();
    QVERIFY(button(u"Replace"_s));
    QTest::keyClicks(file(), u"2"_s);
    QVERIFY(!shows(u"exists"_s));
    button(u"Export"_s)->click();
    QCOMPARE(m_asked, 1);
}

void TestExportDialog::aFileThatMustStayIsRefused()
{
    m_dialog->setRefusal([](const QString &) { return u"It is being recorded."_s; });
    enterThere();
    QVERIFY(shows(u"It is being recorded."_s));
    QTest::keyClick(file(), Qt::Key_Return);
    QVERIFY(!button(u"Replace"_s));
    QCOMPARE(m_asked, 0);
}

void TestExportDialog::withoutAFileNothingIsExported()
{
    file()->selectAll();
    QTest::keyClick(file(), Qt::Key_Delete);
    QVERIFY(!button(u"Export"_s)->isEnabled());
    QTest::keyClick(m_dialog.get(), Qt::Key_Return);
    QCOMPARE(m_asked, 0);
}

void TestExportDialog::progressIsShownOnlyAfterAWhile()
{
    auto *bar = m_dialog->findChild<QProgressBar *>();
    m_dialog->showRunning();
    QVERIFY(!button(u"Export"_s)->isEnabled());
    QVERIFY(!file()->isEnabled());
    QVERIFY(!bar->isVisible());
    QTRY_VERIFY(bar->isVisible());
    m_dialog->showProgress(0.5);
    QCOMPARE(bar->value() * 2, bar->maximum());
    m_dialog->showResult(written());
    QVERIFY(!bar->isVisible());
    QVERIFY(file()->isEnabled());
}

void TestExportDialog::escapeEndsTheExportFirstAndThenTheDialog()
{
    m_dialog->showRunning();
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QCOMPARE(m_cancelled, 1);
    QVERIFY(m_dialog->isVisible());
    m_dialog->showResult({});
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QCOMPARE(m_cancelled, 1);
    QVERIFY(!m_dialog->isVisible());
}

void TestExportDialog::whatWasWrittenAndLeftOutIsSaid()
{
    ExportResult result = written();
    result.notes = 3;
    m_dialog->showRunning();
    m_dialog->showResult(result);
    QVERIFY(shows(u"1 234 rows, 2.1 MB, written to monday.ndjson"_s));
    QVERIFY(shows(u"3 notes are left out"_s));
    button(u"Close"_s)->click();
    QVERIFY(!m_dialog->isVisible());
}

void TestExportDialog::aProblemIsSaidAndCanBeMended()
{
    ExportResult result;
    result.problem = u"“<b>x</b>” cannot be written: no space left on device."_s;
    const int height = m_dialog->height();
    m_dialog->showRunning();
    m_dialog->showResult(result);
    QVERIFY(m_dialog->height() > height);
    QVERIFY(shows(result.problem));
    QVERIFY(!shows(u"Cancelled"_s));
    QVERIFY(button(u"Export"_s)->isEnabled());
    m_dialog->showRunning();
    QVERIFY(!shows(result.problem));
}

void TestExportDialog::aCancelledExportIsSaid()
{
    m_dialog->showRunning();
    m_dialog->showResult({});
    QVERIFY(shows(u"Cancelled. Nothing was written."_s));
}

void TestExportDialog::textsArePlainAndFieldsHaveNames()
{
    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    for (const QWidget *field : m_dialog->findChildren<QWidget *>()) {
        if (field->focusPolicy() != Qt::NoFocus && !qobject_cast<const QPushButton *>(field))
            QVERIFY2(!field->accessibleName().isEmpty(), field->metaObject()->className());
    }
}

QTEST_MAIN(TestExportDialog)
#include "tst_exportdialog.moc"
