#include "ui/widgets/trustgroup.h"

#include "ui/models/profiletext.h"
#include "ui/widgets/certificatedialog.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/filefield.h"
#include "ui/widgets/formpage.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/pinbox.h"

#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSslCertificate>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int indent = 24;
constexpr qsizetype sha256Digits = 64;

/// openssl writes "sha256 Fingerprint=" in front.
QString digitsOf(const QString &text)
{
    QString digits = text.mid(text.lastIndexOf(u'=') + 1);
    digits.remove(u':');
    digits.remove(u'-');
    return digits.simplified().remove(u' ');
}

} // namespace

TrustGroup::TrustGroup(const Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(4);
    auto *heading =
        new ThemedLabel(theme, u"Which server certificate to trust"_s, &Colours::text, TextSize::Body, this);
    heading->setWeight(QFont::DemiBold);
    m_rows->addWidget(heading);
    m_authorities = addRule(u"An&y certificate that this computer trusts"_s,
        u"Public authorities and those your organisation has installed."_s);
    m_authorityFile = addRule(u"Certificates of one authority, from a &file"_s, {});
    addAuthority();
    m_pinned = addRule(u"Only pinne&d certificates"_s,
        u"Usual for Event Manager servers, which make their own certificate."_s);
    addPins();
}

QRadioButton *TrustGroup::addRule(const QString &text, const QString &why)
{
    m_rows->addSpacing(6);
    auto *button = new QRadioButton(text, this);
    button->setAccessibleName(withoutMnemonic(text));
    m_rows->addWidget(button);
    if (!why.isEmpty()) {
        button->setAccessibleDescription(why);
        m_rows->addWidget(indented(explanation(m_theme, why, this)));
    }
    connect(button, &QRadioButton::toggled, this, &TrustGroup::arrange);
    connect(button, &QRadioButton::clicked, this, &TrustGroup::edited);
    return button;
}

QWidget *TrustGroup::indented(QWidget *content)
{
    content->setContentsMargins(qRound(indent * Theme::scale()), 0, 0, 0);
    return content;
}

void TrustGroup::addAuthority()
{
    m_authorityBox = indented(new QWidget(this));
    auto *rows = new QVBoxLayout(m_authorityBox);
    rows->setContentsMargins(0, 2, 0, 0);
    rows->setSpacing(6);
    m_file = new FileField(u"the authority file"_s, u"Certificates of an authority"_s,
        {u"Certificates (*.pem *.crt *.cer)"_s, u"All files (*)"_s}, m_authorityBox);
    m_file->edit()->setAccessibleName(u"Authority file"_s);
    m_file->edit()->setPlaceholderText(u"Certificates in PEM form"_s);
    rows->addWidget(m_file);
    rows->addWidget(m_fileProblem = new FieldProblem(m_theme, m_file->edit(), m_authorityBox));
    m_rows->addWidget(m_authorityBox);
    connect(m_file, &FileField::edited, this, &TrustGroup::edited);
}

void TrustGroup::addPins()
{
    m_pinArea = indented(new QWidget(this));
    auto *rows = new QVBoxLayout(m_pinArea);
    rows->setContentsMargins(0, 4, 0, 0);
    rows->setSpacing(8);
    rows->addLayout(m_pinBoxes = new QVBoxLayout);
    rows->addWidget(m_taken = addTaken());
    m_noPins = explanation(
        m_theme, u"There is none: the next connection asks about the certificate it is shown."_s, m_pinArea);
    rows->addWidget(m_noPins);
    m_fingerprint = new QLineEdit(m_pinArea);
    m_fingerprint->setFont(Theme::fixedFont());
    m_fingerprint->setPlaceholderText(u"Paste a SHA-256 fingerprint to pin it as well"_s);
    m_fingerprint->setAccessibleName(u"Fingerprint to pin"_s);
    m_fingerprint->setMaxLength(1000);
    rows->addWidget(m_fingerprint);
    rows->addWidget(m_fingerprintProblem = new FieldProblem(m_theme, m_fingerprint, m_pinArea));
    m_rows->addWidget(m_pinArea);
    connect(m_fingerprint, &QLineEdit::textEdited, this, &TrustGroup::pinTyped);
    connect(m_fingerprint, &QLineEdit::editingFinished, this, &TrustGroup::sayIfIncomplete);
}

QWidget *TrustGroup::addTaken()
{
    auto *box = new QWidget(m_pinArea);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(new IconLabel(m_theme, u"info"_s, &Colours::text2, 14, box));
    row->addWidget(m_takenText = explanation(m_theme, {}, box), 1);
    auto *undo = new QPushButton(u"Keep it"_s, box);
    undo->setAccessibleName(u"Keep the pinned certificate"_s);
    setControlHeight(undo, 24);
    row->addWidget(undo);
    connect(undo, &QPushButton::clicked, this, &TrustGroup::giveBack);
    return box;
}

TrustRule TrustGroup::rule() const
{
    return m_pinned->isChecked()       ? TrustRule::Pins
        : m_authorityFile->isChecked() ? TrustRule::AuthorityFile
                                       : TrustRule::Authorities;
}

void TrustGroup::arrange()
{
    m_authorityBox->setVisible(rule() == TrustRule::AuthorityFile);
    m_pinArea->setVisible(rule() == TrustRule::Pins);
    m_noPins->setVisible(m_pins.isEmpty() && m_before.isEmpty());
    m_taken->setVisible(!m_before.isEmpty());
}

void TrustGroup::showPins()
{
    while (QLayoutItem *item = m_pinBoxes->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // its button may have asked for this
        delete item;
    }
    for (const Pin &pin : std::as_const(m_pins)) {
        auto *box = new PinBox(m_theme, pin, m_pinArea);
        m_pinBoxes->addWidget(box);
        box->show(); // a layout would do it later
        connect(box, &PinBox::viewRequested, this, [this, pin] { show(pin); });
        connect(box, &PinBox::removeRequested, this,
            [this, pin] { takeAway(pin, u"The pin is removed when you save."_s); });
        connect(box, &PinBox::replaceRequested, this, [this, pin] {
            takeAway(pin,
                u"The pin is cleared when you save; the next connection asks about the certificate it is "
                u"shown."_s);
        });
    }
    arrange();
}

void TrustGroup::show(const Pin &pin)
{
    auto *dialog = new CertificateDialog(QList{QSslCertificate(pin.certificate, QSsl::Der)}, m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TrustGroup::takeAway(const Pin &pin, const QString &what)
{
    m_before = m_pins;
    m_pins.removeOne(pin);
    m_takenText->setText(what);
    showPins();
    m_fingerprint->setFocus(Qt::OtherFocusReason); // the button that had it is gone
    emit edited();
}

void TrustGroup::giveBack()
{
    m_pins = std::exchange(m_before, {});
    showPins();
    m_fingerprint->setFocus(Qt::OtherFocusReason);
    emit edited();
}

void TrustGroup::pinTyped()
{
    m_fingerprintProblem->say({});
    const QByteArray sha256 = parseSha256(digitsOf(m_fingerprint->text()));
    if (sha256.isEmpty())
        return;
    m_fingerprint->clear();
    const bool known =
        std::any_of(m_pins.begin(), m_pins.end(), [&](const Pin &pin) { return pin.sha256 == sha256; });
    if (known)
        return m_fingerprintProblem->say(u"This fingerprint is pinned already."_s);
    m_before.clear();
    m_pins.append({.sha256 = sha256, .pinnedAt = QDateTime::currentDateTimeUtc(), .pinnedBy = systemUser()});
    showPins();
    emit edited();
}

void TrustGroup::sayIfIncomplete()
{
    const QString digits = digitsOf(m_fingerprint->text());
    if (digits.isEmpty())
        return;
    m_fingerprintProblem->say(digits.size() == sha256Digits
            ? u"A fingerprint holds the digits 0 to 9 and A to F only."_s
            : u"A SHA-256 fingerprint has 64 digits, this one %1."_s.arg(digits.size()));
}

void TrustGroup::setDraft(const ProfileDraft &draft)
{
    m_before.clear();
    m_pins = draft.profile.pins;
    m_file->setFile(draft.profile.authorityFile);
    m_fingerprint->clear();
    m_fingerprintProblem->say({});
    (draft.profile.trust == TrustRule::Pins                 ? m_pinned
            : draft.profile.trust == TrustRule::Authorities ? m_authorities
                                                            : m_authorityFile)
        ->setChecked(true);
    showPins();
}

void TrustGroup::writeTo(ProfileDraft &draft) const
{
    draft.profile.trust = rule();
    draft.profile.authorityFile = m_file->file();
    draft.profile.pins = m_pins;
}

void TrustGroup::setProblems(const DraftProblems &problems)
{
    m_fileProblem->say(problems.authorityFile);
}

bool TrustGroup::focusProblem()
{
    return m_fileProblem->focusField();
}

void TrustGroup::focusRule()
{
    (m_pinned->isChecked()               ? m_pinned
            : m_authorities->isChecked() ? m_authorities
                                         : m_authorityFile)
        ->setFocus(Qt::TabFocusReason);
}

} // namespace console
