#include "ui/widgets/reportpanel.h"

#include "ui/models/text.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/themedlabel.h"

#include <QClipboard>
#include <QDateTime>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QTextCursor>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int linesHeight = 230;
constexpr qsizetype longestLine = 1'000; ///< characters; a server's words may be among them

QPushButton *flatButton(const QIcon &icon, const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(icon, text, parent);
    button->setFlat(true);
    return button;
}

} // namespace

ReportPanel::ReportPanel(const Theme *theme, QWidget *parent) : QFrame(parent), m_theme(theme)
{
    auto *frame = new console::Panel(theme, &Colours::base, this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(frame);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(head());
    m_lines = new QPlainTextEdit(frame);
    m_lines->setReadOnly(true);
    m_lines->setFrameShape(QFrame::NoFrame);
    m_lines->setFont(Theme::fixedFont());
    m_lines->setAccessibleName(u"Details"_s);
    m_lines->document()->setDocumentMargin(13);
    m_lines->setTabChangesFocus(true);
    m_lines->setMinimumHeight(qRound(linesHeight * Theme::scale()));
    layout->addWidget(m_lines, 1);
    connect(m_fold, &QPushButton::clicked, this, [this] { unfold(m_lines->isHidden()); });
    connect(theme, &Theme::changed, this, &ReportPanel::paintLines);
    unfold(true);
}

QWidget *ReportPanel::head()
{
    auto *box = new Strip(m_theme, &Colours::panel, Qt::BottomEdge, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(4, 2, 6, 3);
    m_fold = flatButton({}, u"Details"_s, box);
    m_fold->setFont(Theme::font(TextSize::Body, QFont::DemiBold));
    row->addWidget(m_fold);
    row->addStretch(1);
    QPushButton *copy = flatButton(m_theme->icon(u"copy"_s), u"Copy report"_s, box);
    QPushButton *saveButton = flatButton(m_theme->icon(u"export"_s), u"Save report…"_s, box);
    row->addWidget(copy);
    row->addWidget(saveButton);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text); });
    connect(saveButton, &QPushButton::clicked, this, &ReportPanel::save);
    return box;
}

void ReportPanel::unfold(bool open)
{
    m_lines->setVisible(open);
    m_fold->setIcon(m_theme->icon(open ? u"chevron-down"_s : u"chevron-right"_s, &Colours::text2));
}

void ReportPanel::setPlain(const QString &text)
{
    m_report = {};
    m_text = text;
    m_lines->setPlainText(text);
}

void ReportPanel::setReport(const ProbeReport &report, const QString &title)
{
    m_report = report;
    m_text = reportText(report, title);
    paintLines();
}

/// Times in grey, warnings and errors in their colours, as words say the same.
void ReportPanel::paintLines()
{
    if (m_report.lines.isEmpty())
        return;
    m_lines->clear();
    QTextCursor cursor(m_lines->document());
    const auto write = [&cursor](const QString &text, const QColor &colour) {
        QTextCharFormat format;
        format.setForeground(colour);
        cursor.insertText(text, format);
    };
    const Colours &c = m_theme->colours();
    for (const ProbeLine &line : std::as_const(m_report.lines)) {
        if (cursor.position() > 0)
            cursor.insertBlock();
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(line.time / 1'000);
        write(time.toString(u"HH:mm:ss.zzz"_s) + u"  "_s, c.text3);
        const QColor colour = line.tone == ProbeLine::Tone::Error ? c.error
            : line.tone == ProbeLine::Tone::Warning               ? c.warn
                                                                  : c.text2;
        write(visibleText(line.text, longestLine), colour);
    }
}

void ReportPanel::save()
{
    auto *dialog = new QFileDialog(this, u"Save report"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"txt"_s);
    dialog->selectFile(u"connection-report.txt"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &ReportPanel::write);
    dialog->open();
}

void ReportPanel::write(const QString &file)
{
    QSaveFile device(file);
    const QByteArray bytes = m_text.toUtf8() + '\n';
    if (device.open(QIODevice::WriteOnly) && device.write(bytes) == bytes.size() && device.commit())
        return;
    auto *box = new QMessageBox(QMessageBox::Warning, u"Save report"_s,
        u"The report could not be saved to “%1”: %2."_s.arg(file, device.errorString()), QMessageBox::Ok,
        this);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace console
