#include "ui/widgets/tlstab.h"

#include "ui/widgets/clientcertificategroup.h"
#include "ui/widgets/trustgroup.h"

namespace console {

using namespace Qt::StringLiterals;

TlsTab::TlsTab(const Theme *theme, QWidget *parent)
    : FormPage(theme, parent), m_trust(new TrustGroup(theme)), m_client(new ClientCertificateGroup(theme))
{
    addSection(m_trust);
    addSection(m_client);
    QWidget *version = addSection();
    FormGrid form(theme, version);
    m_lowest = new QComboBox(version);
    addChoice(m_lowest, u"TLS 1.2"_s, TlsVersion::Tls12);
    addChoice(m_lowest, u"TLS 1.3"_s, TlsVersion::Tls13);
    form.addShort(u"Lo&west TLS version"_s, m_lowest, u"An older one is never used."_s);
    endSections();
    connect(m_trust, &TrustGroup::edited, this, &TlsTab::edited);
    connect(m_client, &ClientCertificateGroup::edited, this, &TlsTab::edited);
    connect(m_lowest, &QComboBox::activated, this, &TlsTab::edited);
}

void TlsTab::setDraft(const ProfileDraft &draft)
{
    m_trust->setDraft(draft);
    m_client->setDraft(draft);
    choose(m_lowest, draft.profile.lowestTls);
}

void TlsTab::setSecrets(const ProfileDraft &draft)
{
    m_client->setSecrets(draft);
}

void TlsTab::writeTo(ProfileDraft &draft) const
{
    m_trust->writeTo(draft);
    m_client->writeTo(draft);
    draft.profile.lowestTls = chosen<TlsVersion>(m_lowest);
}

void TlsTab::setProblems(const DraftProblems &problems)
{
    m_trust->setProblems(problems);
    m_client->setProblems(problems);
}

bool TlsTab::focusProblem()
{
    return m_trust->focusProblem() || m_client->focusProblem();
}

void TlsTab::setStorageNotice(const QString &problem)
{
    m_client->setStorageNotice(problem);
}

void TlsTab::focusTrust()
{
    m_trust->focusRule();
}

void TlsTab::focusClientCertificate()
{
    m_client->focusCertificate();
}

void TlsTab::focusPassphrase()
{
    m_client->focusPassphrase();
}

} // namespace console
