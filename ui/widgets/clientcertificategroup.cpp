#include "ui/widgets/clientcertificategroup.h"

#include "ui/models/profiletext.h"
#include "ui/widgets/filefield.h"
#include "ui/widgets/formpage.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/storagechoice.h"
#include "ui/widgets/verdictline.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int indent = 24;
constexpr int pause = 250; // milliseconds

} // namespace

ClientCertificateGroup::ClientCertificateGroup(const Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_check([this](const Verdict &verdict) { m_verdict->say(verdict); })
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(10);
    rows->addWidget(head());
    rows->addWidget(m_fields = fields());
    m_rest.setSingleShot(true);
    m_rest.setInterval(pause);
    connect(&m_rest, &QTimer::timeout, this, &ClientCertificateGroup::check);
    connect(m_shows, &QCheckBox::toggled, m_fields, &QWidget::setVisible);
    connect(m_shows, &QCheckBox::clicked, this, &ClientCertificateGroup::edited);
    connect(m_certificate, &FileField::edited, this, &ClientCertificateGroup::edited);
    connect(m_key, &FileField::edited, this, &ClientCertificateGroup::edited);
    connect(m_passphrase, &SecretField::edited, this, &ClientCertificateGroup::edited);
    connect(m_storage, &StorageChoice::edited, this, &ClientCertificateGroup::edited);
    connect(this, &ClientCertificateGroup::edited, this, &ClientCertificateGroup::checkSoon);
    m_fields->hide();
}

QWidget *ClientCertificateGroup::head()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    m_shows = new QCheckBox(u"S&how a client certificate"_s, box);
    m_shows->setAccessibleName(u"Show a client certificate"_s);
    m_shows->setFont(Theme::font(TextSize::Body, QFont::DemiBold));
    row->addWidget(m_shows);
    row->addWidget(explanation(m_theme, u"if the server demands one"_s, box), 1);
    return box;
}

QWidget *ClientCertificateGroup::fields()
{
    auto *box = new QWidget(this);
    FormGrid form(m_theme, box, indent);
    m_certificate = new FileField(u"the client certificate"_s, u"Client certificate"_s,
        {u"Certificates (*.pem *.crt *.cer *.p12 *.pfx)"_s, u"All files (*)"_s}, box);
    form.addField(u"C&ertificate"_s, m_certificate, m_certificate->edit());
    m_certificate->edit()->setAccessibleName(u"Client certificate"_s);
    m_certificateProblem = form.addProblem(m_certificate->edit());
    m_key = new FileField(
        u"the private key"_s, u"Private key"_s, {u"Keys (*.key *.pem)"_s, u"All files (*)"_s}, box);
    m_key->edit()->setPlaceholderText(u"Empty where the certificate file holds it (.p12)"_s);
    form.addField(u"Private &key"_s, m_key, m_key->edit());
    m_keyProblem = form.addProblem(m_key->edit());
    auto *passphrase = new QWidget(box);
    auto *row = new QHBoxLayout(passphrase);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_passphrase = new SecretField(m_theme, u"the passphrase"_s, passphrase), 1);
    row->addWidget(m_storage = new StorageChoice(passphrase));
    m_storage->setAccessibleName(u"Where the passphrase is kept"_s);
    m_passphrase->setHint(u"None"_s);
    form.addField(u"&Passphrase"_s, passphrase, m_passphrase->edit());
    m_passphraseProblem = form.addProblem(m_passphrase->edit());
    m_notice = form.addNote({});
    m_notice->setRole(&Colours::warn);
    form.addBelow(m_verdict = new VerdictLine(m_theme, box));
    setStorageNotice({});
    return box;
}

/// An answer about what is no longer in the fields is of no use.
void ClientCertificateGroup::checkSoon()
{
    m_check.forget();
    m_rest.start();
}

void ClientCertificateGroup::check()
{
    ProfileDraft draft;
    writeTo(draft);
    if (!draft.showsCertificate || draft.profile.clientCertificateFile.isEmpty())
        return m_verdict->say({});
    m_verdict->say({Verdict::Tone::Busy, u"Checking…"_s, {}});
    m_check.ask([draft] { return clientCertificateVerdict(draft, QDateTime::currentDateTimeUtc()); });
}

void ClientCertificateGroup::setDraft(const ProfileDraft &draft)
{
    m_shows->setChecked(draft.showsCertificate);
    m_certificate->setFile(draft.profile.clientCertificateFile);
    m_key->setFile(draft.profile.clientKeyFile);
    m_passphrase->setSecret(draft.passphrase);
    m_storage->setStorage(draft.profile.passphraseStorage);
    setStorageNotice({});
    m_verdict->say({});
    checkSoon();
}

void ClientCertificateGroup::setSecrets(const ProfileDraft &draft)
{
    m_passphrase->adopt(draft.passphrase);
    checkSoon();
}

void ClientCertificateGroup::writeTo(ProfileDraft &draft) const
{
    draft.showsCertificate = m_shows->isChecked();
    draft.profile.clientCertificateFile = m_certificate->file();
    draft.profile.clientKeyFile = m_key->file();
    draft.passphrase = m_passphrase->secret();
    draft.profile.passphraseStorage = m_storage->storage();
}

void ClientCertificateGroup::setProblems(const DraftProblems &problems)
{
    m_certificateProblem->say(problems.clientCertificate);
    m_keyProblem->say(problems.clientKey);
    m_passphraseProblem->say(problems.passphrase);
    const bool said = !problems.clientCertificate.isEmpty() || !problems.clientKey.isEmpty()
        || !problems.passphrase.isEmpty();
    if (!said)
        return;
    m_rest.stop();
    m_check.forget(); // it would say the same
    m_verdict->say({});
}

bool ClientCertificateGroup::focusProblem()
{
    return m_certificateProblem->focusField() || m_keyProblem->focusField()
        || m_passphraseProblem->focusField();
}

void ClientCertificateGroup::setStorageNotice(const QString &problem)
{
    m_notice->setText(problem);
    m_notice->setVisible(!problem.isEmpty());
}

void ClientCertificateGroup::focusCertificate()
{
    if (!m_shows->isChecked()) {
        m_shows->setChecked(true);
        emit edited();
    }
    m_certificate->setFocus(Qt::TabFocusReason);
}

void ClientCertificateGroup::focusPassphrase()
{
    m_passphrase->setFocus(Qt::TabFocusReason);
    m_passphrase->edit()->selectAll();
}

} // namespace console
