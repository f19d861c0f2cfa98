#include "ui/widgets/trustdialog.h"

#include "lib/connection/pin.h"
#include "lib/profile/address.h"
#include "ui/widgets/certificatedialog.h"
#include "ui/widgets/commandline.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/fingerprintfield.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/themedlabel.h"

#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 720;
constexpr int groupsInARow = 8;

void copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace

TrustDialog::TrustDialog(const Theme *theme, const CertificateQuestion &question, QWidget *parent)
    : QDialog(parent), m_theme(theme), m_question(question), m_sha256(question.peer.sha256())
{
    setWindowTitle(u"Unknown certificate"_s);
    setModal(true);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setMinimumWidth(qRound(dialogWidth * Theme::scale()));
    auto *body = new QVBoxLayout;
    body->setContentsMargins(24, 20, 24, 20);
    body->setSpacing(12);
    body->addWidget(head());
    body->addWidget(fingerprint());
    body->addWidget(findings());
    body->addWidget(new CommandLine(
        m_theme, u"On the server, this prints the fingerprint:"_s, fingerprintCommand(), this));
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(body);
    page->addStretch(1);
    page->addWidget(foot());
    compare({});
}

TrustDialog::TrustDialog(const PeerCertificate &peer, const QUrl &url, const Theme *theme, QWidget *parent)
    : TrustDialog(theme,
        CertificateQuestion{
            peer, url.host(QUrl::FullyDecoded), url.port(customaryPort), {}, QDateTime::currentDateTimeUtc()},
        parent)
{
}

/// Qt shows where the keyboard is only after Tab was pressed; here it must be seen that Enter means Cancel.
void TrustDialog::showFocus()
{
    setAttribute(Qt::WA_KeyboardFocusChange);
    update();
}

bool TrustDialog::event(QEvent *event)
{
    const bool handled = QDialog::event(event);
    if (event->type() == QEvent::Show || event->type() == QEvent::WindowActivate)
        showFocus();
    return handled;
}

QWidget *TrustDialog::head()
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 4);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->addWidget(new IconLabel(m_theme, u"shield-alert"_s, &Colours::warn, 32, box), 0, 0, Qt::AlignTop);
    grid->addWidget(
        new ThemedLabel(m_theme, u"Is this your server?"_s, &Colours::text, TextSize::DialogTitle, box), 0,
        1);
    auto *why =
        new ThemedLabel(m_theme, certificateIntroduction(m_question), &Colours::text2, TextSize::Body, box);
    why->setWordWrap(true);
    // A dialog's first size ignores that wrapped text needs height.
    why->setMinimumHeight(why->heightForWidth(qRound((dialogWidth - 100) * Theme::scale())));
    grid->addWidget(why, 1, 1);
    return box;
}

QWidget *TrustDialog::fingerprint()
{
    auto *box = new Panel(m_theme, &Colours::panel, this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);

    auto *title = new QHBoxLayout;
    title->setContentsMargins(14, 0, 6, 0);
    auto *name = new ThemedLabel(m_theme, u"Fingerprint, SHA-256"_s, &Colours::text2, TextSize::Dense, box);
    name->setWeight(QFont::DemiBold);
    title->addWidget(name, 1);
    auto *copyButton = new QPushButton(m_theme->icon(u"copy"_s), u"Copy"_s, box);
    copyButton->setFlat(true);
    copyButton->setAccessibleName(u"Copy the fingerprint"_s);
    connect(copyButton, &QPushButton::clicked, this, [this] { copy(formatSha256(m_sha256)); });
    title->addWidget(copyButton);
    layout->addLayout(title);

    auto *groups = new Strip(m_theme, &Colours::base, Qt::TopEdge, box);
    auto *grid = new QGridLayout(groups);
    grid->setContentsMargins(14, 10, 14, 10);
    grid->setVerticalSpacing(8);
    const QStringList texts = fingerprintGroups(m_sha256);
    for (int i = 0; i < texts.size(); ++i) {
        auto *group = new ThemedLabel(m_theme, texts.at(i), &Colours::text, TextSize::Heading, groups);
        group->setFixedWidthFont(TextSize::Heading);
        grid->addWidget(group, i / groupsInARow, i % groupsInARow, Qt::AlignCenter);
    }
    groups->setAccessibleName(u"Fingerprint %1"_s.arg(texts.join(u' ')));
    layout->addWidget(groups);

    m_comparison = new FingerprintField(m_theme, box);
    m_comparison->setContentsMargins(14, 8, 14, 8);
    layout->addWidget(m_comparison);
    connect(m_comparison, &FingerprintField::changed, this, &TrustDialog::compare);
    return box;
}

void TrustDialog::compare(const QString &expected)
{
    const Comparison result = compareFingerprint(expected, m_sha256);
    const bool same = result == Comparison::Same;
    const bool different = result == Comparison::Different;
    // A fingerprint that was compared and differs is an answer already.
    for (QPushButton *button : {m_once, m_pin})
        button->setEnabled(!different);
    // Enter in the field cancels nothing once the right fingerprint stands there.
    (same ? m_pin : m_cancel)->setDefault(true);
    if (same)
        m_comparison->setVerdict(u"Same"_s, u"check-circle"_s, &Colours::ok);
    else if (different)
        m_comparison->setVerdict(u"Different"_s, u"error"_s, &Colours::error);
    else
        m_comparison->setVerdict(result == Comparison::Incomplete ? u"Incomplete"_s : QString());
}

QWidget *TrustDialog::findings()
{
    auto *box = new Panel(m_theme, &Colours::panel, this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(15, 10, 15, 10);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(12);
    grid->setColumnMinimumWidth(1, qRound(190 * Theme::scale()));
    grid->setColumnStretch(2, 1);
    int row = 0;
    for (const CertificateFinding &finding : certificateFindings(m_question)) {
        grid->addWidget(new IconLabel(m_theme, finding.good ? u"check-circle"_s : u"warning"_s,
                            finding.good ? &Colours::ok : &Colours::warn, 16, box),
            row, 0);
        auto *title = new ThemedLabel(m_theme, finding.title, &Colours::text, TextSize::Body, box);
        title->setWeight(QFont::Medium);
        grid->addWidget(title, row, 1);
        auto *detail = new ThemedLabel(m_theme, finding.detail, &Colours::text2, TextSize::Dense, box);
        detail->setElided(Qt::ElideRight);
        grid->addWidget(detail, row, 2);
        ++row;
    }
    return box;
}

QWidget *TrustDialog::foot()
{
    auto *box = new Strip(m_theme, &Colours::window, Qt::TopEdge, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(20, 12, 16, 12);
    row->setSpacing(8);
    auto *details = new QPushButton(u"Certificate details…"_s, box);
    details->setFlat(true);
    connect(details, &QPushButton::clicked, this, &TrustDialog::showDetails);
    row->addWidget(details);
    row->addStretch(1);
    m_cancel = new QPushButton(u"Cancel"_s, box);
    QPushButton *once = m_once = new QPushButton(u"Trust for this session"_s, box);
    QPushButton *pin = m_pin =
        new QPushButton(m_theme->icon(u"pin"_s, &Colours::onPrimary), u"Trust and pin"_s, box);
    makePrimary(pin);
    for (QPushButton *button : {m_cancel, once, pin})
        row->addWidget(button);
    m_cancel->setFocus(Qt::TabFocusReason);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(once, &QPushButton::clicked, this, [this] {
        accept();
        emit trustedOnce(m_sha256);
    });
    connect(pin, &QPushButton::clicked, this, [this] {
        accept();
        emit pinned(m_sha256);
    });
    return box;
}

void TrustDialog::showDetails()
{
    auto *dialog = new CertificateDialog(m_question.peer, m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace console
