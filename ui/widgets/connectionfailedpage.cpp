#include "ui/widgets/connectionfailedpage.h"

#include "ui/models/text.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/themedlabel.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int textWidth = 732;
constexpr qsizetype longestText = 2'000; ///< characters; names in a certificate have no bound of their own

QString editText(FailureKind kind)
{
    switch (kind) {
    case FailureKind::Unauthorized:
        return u"Edit header…"_s;
    case FailureKind::UntrustedCertificate:
    case FailureKind::CertificateChanged:
    case FailureKind::WrongName:
    case FailureKind::CertificateExpired:
    case FailureKind::CertificateNotYetValid:
    case FailureKind::ClientCertificateRequired:
    case FailureKind::ClientCertificateRefused:
    case FailureKind::InvalidSettings:
        return u"Edit connection…"_s;
    default:
        return u"Edit address…"_s;
    }
}

QString detailText(const Failure &failure, const QString &name, const QString &address)
{
    QStringList lines;
    if (!name.isEmpty())
        lines.append(u"connection: "_s + name);
    lines << u"address: "_s + address << u"what: "_s + visibleText(failure.title);
    if (failure.httpStatus != 0)
        lines.append(u"HTTP status: %1"_s.arg(failure.httpStatus));
    if (failure.closeCode > 0)
        lines.append(u"close code: %1 %2"_s.arg(failure.closeCode).arg(visibleText(failure.closeReason)));
    if (!failure.detail.isEmpty())
        lines.append(u"detail: "_s + visibleText(failure.detail, longestText));
    return lines.join(u'\n');
}

} // namespace

ConnectionFailedPage::ConnectionFailedPage(const Theme *theme, QWidget *parent)
    : QScrollArea(parent), m_theme(theme), m_content(new QWidget)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(u"Connection failed"_s);
    m_content->setBackgroundRole(QPalette::Base);
    m_content->setAutoFillBackground(true);
    auto *grid = new QGridLayout(m_content);
    grid->setContentsMargins(64, 44, 40, 32);
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(8);
    grid->addWidget(new IconLabel(theme, u"error"_s, &Colours::error, 32, m_content), 0, 0, Qt::AlignTop);
    m_title = new ThemedLabel(theme, {}, &Colours::text, TextSize::PageTitle, m_content);
    m_title->setWordWrap(true);
    m_cause = new ThemedLabel(theme, {}, &Colours::text2, TextSize::Body, m_content);
    m_cause->setWordWrap(true);
    m_cause->setMaximumWidth(qRound(textWidth * Theme::scale()));
    auto *todo = new ThemedLabel(theme, u"What to do"_s, &Colours::text, TextSize::Body, m_content);
    todo->setWeight(QFont::DemiBold);
    grid->addWidget(m_title, 0, 1);
    grid->addWidget(m_cause, 1, 1);
    grid->setRowMinimumHeight(2, 14);
    grid->addWidget(todo, 3, 1);
    grid->addWidget(buttons(), 4, 1);
    grid->setRowMinimumHeight(5, 14);
    grid->addWidget(details(), 6, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(7, 1);
    setWidget(m_content);
    emphasise(true);
}

QWidget *ConnectionFailedPage::buttons()
{
    auto *box = new QWidget(m_content);
    auto *row = m_buttons = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_edit = new QPushButton(m_theme->icon(u"sliders"_s), {}, box));
    row->addWidget(m_retry = new QPushButton(box));
    m_retry->setText(u"Try again"_s);
    row->addStretch(1);
    connect(m_edit, &QPushButton::clicked, this, &ConnectionFailedPage::editRequested);
    connect(m_retry, &QPushButton::clicked, this, &ConnectionFailedPage::retryRequested);
    return box;
}

QWidget *ConnectionFailedPage::details()
{
    auto *box = new console::Panel(m_theme, &Colours::base, m_content);
    box->setMaximumWidth(qRound(textWidth * Theme::scale()));
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    auto *head = new Strip(m_theme, &Colours::panel, Qt::BottomEdge, box);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(13, 2, 6, 3);
    auto *name = new ThemedLabel(m_theme, u"Details"_s, &Colours::text, TextSize::Body, head);
    name->setWeight(QFont::DemiBold);
    row->addWidget(name, 1);
    auto *copyButton = new QPushButton(m_theme->icon(u"copy"_s), u"Copy report"_s, head);
    copyButton->setFlat(true);
    row->addWidget(copyButton);
    layout->addWidget(head);
    m_details = new QPlainTextEdit(box);
    m_details->setReadOnly(true);
    m_details->setFrameShape(QFrame::NoFrame);
    m_details->setFont(Theme::fixedFont());
    m_details->setAccessibleName(u"Details"_s);
    m_details->document()->setDocumentMargin(13);
    m_details->setTabChangesFocus(true);
    m_details->setMinimumHeight(qRound(180 * Theme::scale()));
    layout->addWidget(m_details);
    connect(copyButton, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_details->toPlainText()); });
    return box;
}

void ConnectionFailedPage::setFailure(const Failure &failure)
{
    m_failure = failure;
    m_title->setText(visibleText(failure.title));
    m_cause->setText(visibleText(failure.cause, longestText));
    // The grid asks for the height at its own, greater width: the label says itself what its text needs.
    m_cause->setMinimumHeight(qMax(0, m_cause->heightForWidth(m_cause->maximumWidth())));
    m_edit->setText(editText(failure.kind));
    emphasise(failure.transient);
    showDetails();
}

/// Another try is the main thing where it can help; else a change is.
void ConnectionFailedPage::emphasise(bool retry)
{
    makePrimary(m_retry, retry);
    makePrimary(m_edit, !retry);
    m_retry->setIcon(m_theme->icon(u"retry"_s, retry ? &Colours::onPrimary : &Colours::text));
    m_edit->setIcon(m_theme->icon(u"sliders"_s, retry ? &Colours::text : &Colours::onPrimary));
    m_main = retry ? m_retry : m_edit;
    m_buttons->removeWidget(m_main);
    m_buttons->insertWidget(0, m_main);
    QWidget::setTabOrder(m_main, retry ? m_edit : m_retry);
}

void ConnectionFailedPage::setTarget(const QString &name, const QString &address)
{
    m_name = name;
    m_address = address;
    showDetails();
}

void ConnectionFailedPage::showDetails()
{
    m_details->setPlainText(detailText(m_failure, m_name, m_address));
}

void ConnectionFailedPage::focusMain()
{
    m_main->setFocus(Qt::TabFocusReason);
}

} // namespace console
