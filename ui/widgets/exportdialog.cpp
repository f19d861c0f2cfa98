#include "ui/widgets/exportdialog.h"

#include "ui/models/exporttext.h"
#include "ui/models/numbers.h"
#include "ui/models/text.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/filefield.h"
#include "ui/widgets/formnotice.h"
#include "ui/widgets/formpage.h"
#include "ui/widgets/panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 640;
constexpr int columnsInARow = 3;
constexpr int progressSteps = 1000;

QString rowsText(quint64 count)
{
    return count == 1 ? u"1 row"_s : groupedNumber(qint64(count)) + u" rows"_s;
}

QVBoxLayout *addSection(QVBoxLayout *page, const Theme *theme, Qt::Edge line)
{
    auto *strip = new Strip(theme, &Colours::base, line, page->parentWidget());
    auto *layout = new QVBoxLayout(strip);
    layout->setContentsMargins(20, 15, 20, 16);
    layout->setSpacing(9);
    page->addWidget(strip);
    return layout;
}

} // namespace

ExportDialog::ExportDialog(
    const ExportCounts &counts, const QString &file, const Theme *theme, QWidget *parent)
    : QDialog(parent), m_theme(theme), m_notice(new FormNotice(theme, this, FormNotice::Tone::Problem)),
      m_fields(new QWidget(this))
{
    setWindowTitle(u"Export"_s);
    setModal(true);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setMinimumWidth(qRound(dialogWidth * Theme::scale()));
    auto *fields = new QVBoxLayout(m_fields);
    addRowsPart(fields, counts);
    addFormPart(fields);
    addFilePart(fields, file);
    auto *page = new QVBoxLayout(this);
    for (QVBoxLayout *layout : {fields, page}) {
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
    }
    page->addWidget(m_notice);
    page->addWidget(m_fields);
    page->addStretch(1);
    page->addWidget(foot());
    m_delay.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_outcomeArea->hide();
        m_progress->show();
    });
    followForm();
    (m_shown->isChecked() ? m_shown : m_all)->setFocus(Qt::OtherFocusReason);
}

void ExportDialog::addRowsPart(QVBoxLayout *page, const ExportCounts &counts)
{
    QVBoxLayout *rows = addSection(page, m_theme, Qt::Edge());
    auto *heading = new ThemedLabel(m_theme, u"Which rows"_s, &Colours::text, TextSize::Body, m_fields);
    heading->setWeight(QFont::DemiBold);
    rows->addWidget(heading);
    m_all = addScope(rows, u"&All of the session"_s, rowsText(counts.all), counts.all > 0);
    m_shown = addScope(rows, u"What the &events table shows, as it is filtered"_s,
        counts.isSearching ? rowsText(counts.shown) + u" found so far"_s : rowsText(counts.shown),
        counts.shown > 0);
    m_selected = addScope(rows, u"What is &selected"_s, rowsText(counts.selected), counts.selected > 0);
    (counts.isFiltered && counts.shown > 0 ? m_shown : m_all)->setChecked(true);
}

QRadioButton *ExportDialog::addScope(
    QVBoxLayout *rows, const QString &text, const QString &detail, bool possible)
{
    auto *line = new QHBoxLayout;
    auto *button = new QRadioButton(text, m_fields);
    button->setAccessibleName(withoutMnemonic(text));
    button->setAccessibleDescription(detail);
    button->setEnabled(possible);
    line->addWidget(button);
    line->addStretch(1);
    auto *words = new ThemedLabel(m_theme, detail, &Colours::text2, TextSize::Dense, m_fields);
    words->setEnabled(possible);
    line->addWidget(words);
    rows->addLayout(line);
    return button;
}

void ExportDialog::addFormPart(QVBoxLayout *page)
{
    QVBoxLayout *rows = addSection(page, m_theme, Qt::TopEdge);
    auto *box = new QWidget(m_fields);
    rows->addWidget(box);
    FormGrid grid(m_theme, box);
    m_format = new QComboBox(box);
    for (const auto format : {ExportFormat::Ndjson, ExportFormat::Csv, ExportFormat::Har, ExportFormat::Mcap})
        addChoice(m_format, formatLabel(format), format);
    grid.addField(u"&Form"_s, m_format);
    m_formNote = grid.addNote({});
    grid.addBelow(m_columnArea = columnBoxes(box));
    m_standIns = new QCheckBox(u"&Replace names and ids of people and rooms"_s, box);
    m_standIns->setAccessibleName(withoutMnemonic(m_standIns->text()));
    grid.addBelow(m_standIns);
    grid.addNote(
        u"The same one has the same stand-in everywhere. The server's address and certificate and malformed "
        u"messages are left out; descriptions of errors, notes and custom keys stay as they are."_s);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::followForm);
}

QWidget *ExportDialog::columnBoxes(QWidget *parent)
{
    auto *area = new QWidget(parent);
    auto *grid = new QGridLayout(area);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(6);
    for (const CsvColumn column : allCsvColumns()) {
        auto *box = new QCheckBox(columnLabel(column), area);
        box->setAccessibleName(u"Column "_s + columnLabel(column));
        box->setChecked(true);
        grid->addWidget(box, int(m_columns.size()) / columnsInARow, int(m_columns.size()) % columnsInARow);
        m_columns.append(box);
        connect(box, &QCheckBox::toggled, this, &ExportDialog::judge);
    }
    return area;
}

void ExportDialog::addFilePart(QVBoxLayout *page, const QString &file)
{
    QVBoxLayout *rows = addSection(page, m_theme, Qt::TopEdge);
    auto *box = new QWidget(m_fields);
    rows->addWidget(box);
    FormGrid grid(m_theme, box);
    m_file = new FileField(u"the file"_s, u"Export"_s, {u"All files (*)"_s}, box);
    m_file->setForWriting();
    m_file->setFile(file + u'.' + suffixOf(format()));
    grid.addField(u"F&ile"_s, m_file, m_file->edit());
    m_fileProblem = grid.addProblem(m_file->edit());
    connect(m_file, &FileField::edited, this, &ExportDialog::forgetFile);
}

QWidget *ExportDialog::foot()
{
    auto *box = new Strip(m_theme, &Colours::window, Qt::TopEdge, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(20, 12, 16, 12);
    row->setSpacing(8);
    row->addWidget(m_outcomeArea = outcome(box), 1);
    m_progress = new QProgressBar(box);
    m_progress->setRange(0, progressSteps);
    m_progress->setAccessibleName(u"Progress of the export"_s);
    m_progress->setTextVisible(false);
    m_progress->hide();
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel = new QPushButton(u"Cancel"_s, box));
    row->addWidget(m_export = new QPushButton(u"E&xport"_s, box));
    m_export->setDefault(true);
    makePrimary(m_export);
    connect(m_cancel, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::press);
    setReplacing(false);
    return box;
}

QWidget *ExportDialog::outcome(QWidget *parent)
{
    auto *area = new QWidget(parent);
    auto *rows = new QVBoxLayout(area);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(3);
    rows->addWidget(m_outcome = new ThemedLabel(m_theme, {}, &Colours::text, TextSize::Dense, area));
    rows->addWidget(m_remarks = explanation(m_theme, {}, area));
    m_outcome->setElided(Qt::ElideMiddle);
    tell({});
    return area;
}

void ExportDialog::tell(const QString &outcome, const QStringList &remarks)
{
    m_outcome->setText(outcome);
    m_remarks->setText(remarks.join(u' '));
    m_remarks->setVisible(!remarks.isEmpty());
}

ExportFormat ExportDialog::format() const
{
    return chosen<ExportFormat>(m_format);
}

void ExportDialog::followForm()
{
    m_formNote->setText(formatExplanation(format()));
    m_columnArea->setVisible(format() == ExportFormat::Csv);
    if (isVisible())
        growToFit(this); // for the columns
    m_file->setFile(fileFor(m_file->file(), format()));
    forgetFile();
}

/// A file can be written somewhere, and a table has a column.
void ExportDialog::judge()
{
    m_export->setEnabled(!m_running && !file().isEmpty() && !options().columns.isEmpty());
}

/// A file that exists takes a second press, of a button that says what it does.
void ExportDialog::press()
{
    const QString problem = problemOfFile();
    m_fileProblem->say(visibleText(problem, problem.size()));
    if (problem.isEmpty())
        emit exportRequested();
    else
        growToFit(this);
}

/// Empty: it may be written. The button changes with what is said of it.
QString ExportDialog::problemOfFile()
{
    if (!QFileInfo(file()).isFile())
        return {};
    const QString refusal = m_refusal ? m_refusal(file()) : QString();
    if (!refusal.isEmpty() || m_replacing)
        return refusal;
    setReplacing(true);
    return u"“%1” exists. Press Replace to write over it."_s.arg(QFileInfo(file()).fileName());
}

/// What was said of a file says nothing of another.
void ExportDialog::forgetFile()
{
    m_fileProblem->say({});
    setReplacing(false);
    judge();
}

void ExportDialog::setReplacing(bool replacing)
{
    m_replacing = replacing;
    m_export->setText(replacing ? u"Re&place"_s : u"E&xport"_s);
    m_export->setAccessibleName(withoutMnemonic(m_export->text()));
}

ExportScope ExportDialog::scope() const
{
    return m_selected->isChecked() ? ExportScope::Selected
        : m_shown->isChecked()     ? ExportScope::Shown
                                   : ExportScope::All;
}

ExportOptions ExportDialog::options() const
{
    ExportOptions options;
    options.format = format();
    options.standIns = m_standIns->isChecked();
    options.columns.clear();
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i]->isChecked())
            options.columns.append(CsvColumn(i));
    }
    return options;
}

QString ExportDialog::file() const
{
    return m_file->file();
}

void ExportDialog::showRunning()
{
    m_notice->say({});
    setReplacing(false);
    tell({});
    m_progress->setValue(0);
    m_delay.start(progressDelay);
    setRunning(true);
}

void ExportDialog::setRunning(bool running)
{
    m_running = running;
    m_fields->setEnabled(!running);
    judge();
    if (running)
        m_cancel->setFocus(Qt::OtherFocusReason);
}

void ExportDialog::showProgress(double share)
{
    m_progress->setValue(qRound(share * progressSteps));
}

void ExportDialog::showResult(const ExportResult &result)
{
    m_delay.stop();
    m_progress->hide();
    m_outcomeArea->show();
    setRunning(false);
    m_notice->say(visibleText(result.problem, result.problem.size()));
    growToFit(this);
    if (result.isWritten)
        tell(resultText(result, file()), leftOutRemarks(result));
    else if (result.problem.isEmpty())
        tell(u"Cancelled. Nothing was written."_s);
    m_cancel->setText(result.isWritten ? u"Close"_s : u"Cancel"_s);
}

void ExportDialog::reject()
{
    if (m_running)
        emit cancelRequested();
    else
        QDialog::reject();
}

} // namespace console
