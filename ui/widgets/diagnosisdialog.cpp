#include "ui/widgets/diagnosisdialog.h"

#include "ui/models/connectiontext.h"
#include "ui/models/text.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/ladderview.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/reportpanel.h"
#include "ui/widgets/themedlabel.h"

#include <QGridLayout>
#include <QPushButton>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 720;
constexpr qsizetype longestText = 2'000; ///< characters; a server's words may be among them

} // namespace

DiagnosisDialog::DiagnosisDialog(const Theme *theme, const QString &title, QWidget *parent)
    : QDialog(parent), m_theme(theme), m_name(title)
{
    setWindowTitle(u"Diagnose the connection"_s);
    setMinimumWidth(qRound(dialogWidth * Theme::scale()));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(24, 20, 24, 20);
    body->setSpacing(16);
    body->addWidget(head());
    body->addWidget(m_ladder = new LadderView(theme, this));
    body->addWidget(m_details = new ReportPanel(theme, this), 1);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(body, 1);
    page->addWidget(foot());
    setReport({});
}

QWidget *DiagnosisDialog::head()
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->addWidget(
        m_icon = new IconLabel(m_theme, u"retry"_s, &Colours::accent, 32, box), 0, 0, 2, 1, Qt::AlignTop);
    m_verdict = new ThemedLabel(m_theme, {}, &Colours::text, TextSize::DialogTitle, box);
    m_verdict->setWordWrap(true);
    m_cause = new ThemedLabel(m_theme, {}, &Colours::text2, TextSize::Body, box);
    m_cause->setWordWrap(true);
    m_cause->setMaximumWidth(qRound((dialogWidth - 100) * Theme::scale()));
    grid->addWidget(m_verdict, 0, 1);
    grid->addWidget(m_cause, 1, 1);
    return box;
}

QWidget *DiagnosisDialog::foot()
{
    auto *box = new Strip(m_theme, &Colours::window, Qt::TopEdge, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(20, 12, 16, 12);
    row->setSpacing(8);
    m_again = new QPushButton(m_theme->icon(u"retry"_s), u"Ask again"_s, box);
    auto *close = new QPushButton(u"Close"_s, box);
    row->addWidget(m_again);
    row->addStretch(1);
    row->addWidget(close);
    close->setDefault(true);
    connect(m_again, &QPushButton::clicked, this, &DiagnosisDialog::againRequested);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    return box;
}

void DiagnosisDialog::setReport(const ProbeReport &report)
{
    const bool failed = bool(report.failure);
    m_icon->setIcon(!report.finished ? u"retry"_s
            : failed                 ? u"error"_s
                                     : u"check-circle"_s,
        !report.finished ? &Colours::accent
            : failed     ? &Colours::error
                         : &Colours::ok);
    m_verdict->setText(!report.finished ? u"Asking the server…"_s
            : failed                    ? visibleText(report.failure.title)
                                        : u"The connection works"_s);
    m_cause->setText(!report.finished ? m_name
            : failed                  ? visibleText(report.failure.cause, longestText)
                     : u"Every step succeeded, in %1."_s.arg(stepDurationText(report.duration)));
    m_cause->setMinimumHeight(qMax(0, m_cause->heightForWidth(m_cause->maximumWidth())));
    m_ladder->setReport(report);
    m_details->setReport(report, m_name);
    m_again->setEnabled(report.finished);
}

} // namespace console
