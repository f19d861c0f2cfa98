#include "ui/widgets/servertab.h"

#include "ui/models/profiletext.h"
#include "ui/widgets/colourband.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/storagechoice.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

namespace console {

using namespace Qt::StringLiterals;

ServerTab::ServerTab(const Theme *theme, QWidget *parent) : FormPage(theme, parent)
{
    addLimits();
    addProxy();
    addMarks();
    endSections();
    for (auto *number : findChildren<QSpinBox *>())
        connect(number, &QSpinBox::valueChanged, this, &ServerTab::edited);
    for (QComboBox *box : {m_proxy, m_proxyType, m_colour})
        connect(box, &QComboBox::activated, this, &ServerTab::edited);
    for (QLineEdit *edit : {m_proxyHost, m_proxyUser})
        connect(edit, &QLineEdit::textEdited, this, &ServerTab::edited);
    connect(m_proxy, &QComboBox::currentIndexChanged, this, &ServerTab::arrange);
    connect(m_proxyPassword, &SecretField::edited, this, &ServerTab::edited);
    connect(m_storage, &StorageChoice::edited, this, &ServerTab::edited);
    connect(m_monitorOnly, &QCheckBox::clicked, this, &ServerTab::edited);
    setStorageNotice({});
    arrange();
}

void ServerTab::addLimits()
{
    FormGrid form(theme(), addSection());
    form.addHeading(u"Limits"_s);
    m_largestMessage = form.addNumber(u"Largest &message"_s, fewestMessageMebibytes, mostMessageMebibytes,
        u"MiB"_s, u"A bigger one closes the connection (1009)."_s);
    m_phase = form.addNumber(u"Time limit of a &phase"_s, fewestSeconds, mostSeconds, u"s"_s,
        u"Each for the address, the port, TLS and the WebSocket."_s);
    m_ping = form.addNumber(u"&Keep-alive interval"_s, fewestSeconds, mostSeconds, u"s"_s,
        u"A ping this often; lost after two without any answer."_s);
}

void ServerTab::addProxy()
{
    QWidget *section = addSection();
    auto *rows = new QVBoxLayout(section);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(9);
    auto *mode = new QWidget(section);
    FormGrid form(theme(), mode);
    form.addHeading(u"The way to the server"_s);
    m_proxy = new QComboBox(mode);
    addChoice(m_proxy, u"None"_s, ProxySettings::Mode::None);
    addChoice(m_proxy, u"The one of this computer"_s, ProxySettings::Mode::System);
    addChoice(m_proxy, u"Another one"_s, ProxySettings::Mode::Manual);
    form.addShort(u"Pro&xy"_s, m_proxy, u"Localhost is always reached directly."_s);
    rows->addWidget(mode);
    rows->addWidget(m_manual = new QWidget(section));
    addManualProxy(m_manual);
}

void ServerTab::addManualProxy(QWidget *box)
{
    FormGrid form(theme(), box);
    m_proxyType = new QComboBox(box);
    addChoice(m_proxyType, u"HTTP"_s, ProxySettings::Type::Http);
    addChoice(m_proxyType, u"SOCKS 5"_s, ProxySettings::Type::Socks5);
    form.addShort(u"T&ype"_s, m_proxyType, {});
    auto *where = new QWidget(box);
    auto *row = new QHBoxLayout(where);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_proxyHost = new QLineEdit(where), 1);
    row->addWidget(new ThemedLabel(theme(), u"Port"_s, &Colours::text2, TextSize::Dense, where));
    row->addWidget(m_proxyPort = new QSpinBox(where));
    m_proxyHost->setFont(Theme::fixedFont());
    m_proxyPort->setRange(1, 65535);
    m_proxyPort->setAccessibleName(u"Proxy port"_s);
    m_proxyPort->findChild<QLineEdit *>()->setAccessibleName(u"Proxy port"_s);
    form.addField(u"&Host"_s, where, m_proxyHost);
    m_proxyHost->setAccessibleName(u"Proxy host"_s);
    m_proxyProblem = form.addProblem(m_proxyHost);
    m_proxyUser = form.addEdit(u"Us&er"_s);
    m_proxyUser->setAccessibleName(u"Proxy user"_s);
    m_proxyUser->setPlaceholderText(u"None"_s);
    auto *secret = new QWidget(box);
    auto *second = new QHBoxLayout(secret);
    second->setContentsMargins(0, 0, 0, 0);
    second->addWidget(m_proxyPassword = new SecretField(theme(), u"the proxy password"_s, secret), 1);
    second->addWidget(m_storage = new StorageChoice(secret));
    m_storage->setAccessibleName(u"Where the proxy password is kept"_s);
    form.addField(u"Pass&word"_s, secret, m_proxyPassword->edit());
    m_proxyPassword->edit()->setAccessibleName(u"Proxy password"_s);
    m_notice = form.addNote({});
    m_notice->setRole(&Colours::warn);
}

void ServerTab::addMarks()
{
    QWidget *section = addSection();
    FormGrid form(theme(), section);
    form.addHeading(u"So that nobody mistakes it for another"_s);
    m_colour = new QComboBox(section);
    for (const ColourBand band : {ColourBand::None, ColourBand::Red, ColourBand::Orange, ColourBand::Green,
             ColourBand::Blue, ColourBand::Violet}) {
        addChoice(m_colour, colourName(band), band);
        m_colour->setItemIcon(m_colour->count() - 1, bandIcon(theme(), band));
    }
    form.addShort(u"Colour &band"_s, m_colour, u"Along the top edge of the window, and in the lists."_s);
    m_monitorOnly = new QCheckBox(u"Monitor onl&y"_s, section);
    m_monitorOnly->setAccessibleName(u"Monitor only"_s);
    form.addBelow(m_monitorOnly);
    form.addNote(
        u"Requests that change something on the server are refused here, before they are sent. Looking is "
        u"allowed."_s);
}

void ServerTab::arrange()
{
    m_manual->setVisible(chosen<ProxySettings::Mode>(m_proxy) == ProxySettings::Mode::Manual);
}

void ServerTab::setDraft(const ProfileDraft &draft)
{
    const QSignalBlocker onlyTheUserEdits(this);
    const Profile &profile = draft.profile;
    m_largestMessage->setValue(profile.maximumMessageMebibytes);
    m_phase->setValue(profile.phaseSeconds);
    m_ping->setValue(profile.pingSeconds);
    choose(m_proxy, profile.proxy.mode);
    choose(m_proxyType, profile.proxy.type);
    m_proxyHost->setText(profile.proxy.host);
    m_proxyPort->setValue(profile.proxy.port);
    m_proxyUser->setText(profile.proxy.user);
    m_proxyPassword->setSecret(draft.proxyPassword);
    m_storage->setStorage(profile.proxyPasswordStorage);
    choose(m_colour, profile.colour);
    m_monitorOnly->setChecked(profile.monitorOnly);
    setStorageNotice({});
}

void ServerTab::setSecrets(const ProfileDraft &draft)
{
    m_proxyPassword->adopt(draft.proxyPassword);
}

void ServerTab::writeTo(ProfileDraft &draft) const
{
    Profile &profile = draft.profile;
    profile.maximumMessageMebibytes = m_largestMessage->value();
    profile.phaseSeconds = m_phase->value();
    profile.pingSeconds = m_ping->value();
    profile.proxy = {.mode = chosen<ProxySettings::Mode>(m_proxy),
        .type = chosen<ProxySettings::Type>(m_proxyType),
        .host = m_proxyHost->text().trimmed(),
        .port = m_proxyPort->value(),
        .user = m_proxyUser->text().trimmed()};
    profile.proxyPasswordStorage = m_storage->storage();
    profile.colour = chosen<ColourBand>(m_colour);
    profile.monitorOnly = m_monitorOnly->isChecked();
    draft.proxyPassword = m_proxyPassword->secret();
}

void ServerTab::setProblems(const DraftProblems &problems)
{
    m_proxyProblem->say(problems.proxyHost);
}

bool ServerTab::focusProblem()
{
    return m_proxyProblem->focusField();
}

void ServerTab::setStorageNotice(const QString &problem)
{
    m_notice->setText(problem);
    m_notice->setVisible(!problem.isEmpty());
}

void ServerTab::focusLimits()
{
    m_largestMessage->setFocus(Qt::TabFocusReason);
    m_largestMessage->selectAll();
}

void ServerTab::focusProxy()
{
    (m_manual->isHidden() ? static_cast<QWidget *>(m_proxy) : m_proxyHost)->setFocus(Qt::TabFocusReason);
}

} // namespace console
