// What ConnectionDialog imports and exports.

#include "lib/profile/profileexchange.h"
#include "lib/profile/serverconfig.h"
#include "ui/models/profiletext.h"
#include "ui/models/text.h"
#include "ui/widgets/connectiondialog.h"
#include "ui/widgets/connectionform.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>
#include <QSslCertificate>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Far above any of these files; keeps a wrong choice from filling the memory.
constexpr qint64 largestFile = 4 * 1024 * 1024;

std::optional<QByteArray> contentOf(const QString &name, QString *problem)
{
    QFile file(name);
    if (!QFileInfo(name).isFile()) // devices and pipes have no end
        *problem = u"“%1” is no file."_s.arg(QFileInfo(name).fileName());
    else if (file.size() > largestFile)
        *problem = u"“%1” is too big to be one."_s.arg(QFileInfo(name).fileName());
    else if (!file.open(QIODevice::ReadOnly))
        *problem = u"“%1” cannot be read: %2."_s.arg(QFileInfo(name).fileName(), file.errorString());
    else
        return file.read(largestFile);
    return std::nullopt;
}

/// The server's certificate, if it was handed on together with the file that names it.
QString certificateBeside(const QString &configFile, const QString &named)
{
    if (named.isEmpty())
        return {};
    const QDir folder = QFileInfo(configFile).dir();
    for (const QString &name : {named, QFileInfo(named).fileName()})
        if (const QFileInfo file(folder, name); file.isFile())
            return file.absoluteFilePath();
    return {};
}

ProfileDraft draftFrom(const ServerConfig &config)
{
    ProfileDraft draft = newDraft();
    draft.address = u"wss://:%1"_s.arg(config.port);
    draft.profile.port = config.port;
    draft.sendsHeader = config.headerName.has_value();
    draft.headerName = config.headerName.value_or(QString());
    if (draft.sendsHeader)
        draft.headerValue = {config.headerValue, true, true};
    return draft;
}

QString wordsAbout(const ServerConfig &config, const QString &certificate)
{
    QStringList sentences{u"Port and header are from the server's file; only the host is missing."_s};
    if (!config.headerName)
        sentences = {
            u"The port is from the server's file, which names no header; only the host is missing."_s};
    if (!config.ignoredKeys.isEmpty())
        sentences.append(u"Its private keys were ignored: a client never needs them."_s);
    sentences += config.problems;
    if (!certificate.isEmpty())
        sentences.append(
            u"Its certificate lies beside it (%1):"_s.arg(visibleText(QFileInfo(certificate).fileName())));
    return sentences.join(u' ');
}

} // namespace

void ConnectionDialog::chooseFile(const QString &title, const QStringList &filters, bool toSave,
    void (ConnectionDialog::*use)(const QString &))
{
    auto *dialog = new QFileDialog(this, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters(filters);
    dialog->setFileMode(toSave ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setAcceptMode(toSave ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    if (toSave) {
        dialog->setDefaultSuffix(u"json"_s);
        dialog->selectFile(u"connections.json"_s);
    }
    connect(dialog, &QFileDialog::fileSelected, this, use);
    dialog->open();
}

void ConnectionDialog::importServerConfigFile(const QString &file)
{
    QString problem;
    const std::optional<QByteArray> content = contentOf(file, &problem);
    const ServerConfig config = content ? importServerConfig(*content) : ServerConfig{.problems = {problem}};
    if (!config.isConfig)
        return say({Verdict::Tone::Bad, visibleText(config.problems.join(u' ')), {}});
    const ProfileDraft draft = draftFrom(config);
    removeBlank();
    add(draft);
    select(draft.profile.id);
    explainImport(config, certificateBeside(file, config.certificateFile));
    m_form->show(ConnectionForm::Tab::Authorization);
    m_form->focusAddress();
}

void ConnectionDialog::explainImport(const ServerConfig &config, const QString &certificate)
{
    QList<FormNotice::Action> actions;
    if (!certificate.isEmpty())
        actions = {{u"Pin it"_s, [this, certificate] { trustImported(certificate, TrustRule::Pins); }},
            {u"Trust it as an authority"_s,
                [this, certificate] { trustImported(certificate, TrustRule::AuthorityFile); }}};
    m_form->notice()->say(wordsAbout(config, certificate), actions);
}

void ConnectionDialog::trustImported(const QString &certificate, TrustRule rule)
{
    ProfileDraft *draft = shown();
    const QList<QSslCertificate> chain =
        QSslCertificate::fromPath(certificate, QSsl::Pem, QSslCertificate::PatternSyntax::FixedString);
    if (!draft || chain.isEmpty())
        return m_form->notice()->say(
            u"“%1” holds no certificate in PEM form."_s.arg(visibleText(QFileInfo(certificate).fileName())));
    draft->profile.trust = rule;
    if (rule == TrustRule::Pins)
        draft->profile.pins = {pinFromCertificate(chain.first(), QDateTime::currentDateTimeUtc())};
    else
        draft->profile.authorityFile = certificate;
    m_form->setDraft(*draft);
    m_form->show(ConnectionForm::Tab::Tls);
    m_form->notice()->say(rule == TrustRule::Pins ? u"Its certificate is pinned: no other will be accepted."_s
                                                  : u"Certificates that it signed will be accepted."_s);
    m_form->focusAddress();
}

void ConnectionDialog::importConnections(const QString &file)
{
    QString problem;
    const std::optional<QByteArray> content = contentOf(file, &problem);
    QList<Profile> existing;
    for (const ProfileDraft &draft : std::as_const(m_drafts))
        existing.append(profileOf(draft));
    const ProfileImport imported =
        content ? importProfiles(*content, existing) : ProfileImport{.problem = problem};
    const QString remarks = visibleText(imported.remarks.join(u' '));
    if (imported.profiles.isEmpty() || !imported.problem.isEmpty())
        return say({Verdict::Tone::Bad,
            !imported.problem.isEmpty() ? visibleText(imported.problem)
                : remarks.isEmpty()     ? u"There are no connections in this file."_s
                                        : remarks,
            {}});
    removeBlank();
    for (const Profile &profile : imported.profiles) {
        ProfileDraft draft = draftOf(profile);
        draft.changed = true;
        add(draft);
    }
    select(imported.profiles.first().id);
    say({Verdict::Tone::Good,
        imported.profiles.size() == 1
            ? u"1 connection is added when you save."_s
            : u"%1 connections are added when you save."_s.arg(imported.profiles.size()),
        (u"Secrets are never in such a file: they are asked for when connecting. "_s + remarks).trimmed()});
}

void ConnectionDialog::exportConnections(const QString &file)
{
    QList<Profile> profiles;
    for (const ProfileDraft &draft : std::as_const(m_drafts))
        if (!isBlank(draft) && addressProblem(draft.address).isEmpty())
            profiles.append(profileOf(draft));
    QSaveFile target(file);
    const QByteArray content = exportProfiles(profiles);
    const bool written =
        target.open(QIODevice::WriteOnly) && target.write(content) == content.size() && target.commit();
    const QString name = visibleText(QFileInfo(file).fileName());
    if (!written)
        return say(
            {Verdict::Tone::Bad, u"“%1” cannot be written: %2."_s.arg(name, target.errorString()), {}});
    say({Verdict::Tone::Good,
        u"%1 written to “%2”."_s.arg(
            profiles.size() == 1 ? u"1 connection"_s : u"%1 connections"_s.arg(profiles.size()), name),
        u"Secrets are not in the file."_s});
}

} // namespace console
