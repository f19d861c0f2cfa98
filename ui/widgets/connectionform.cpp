#include "ui/widgets/connectionform.h"

#include "lib/connection/pin.h"
#include "lib/profile/address.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/themedlabel.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QSpinBox>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int labelWidth = 120;

ThemedLabel *heading(const Theme *theme, const QString &text, QWidget *parent)
{
    auto *label = new ThemedLabel(theme, text, &Colours::text, TextSize::Body, parent);
    label->setWeight(QFont::DemiBold);
    return label;
}

QGridLayout *formGrid(QWidget *box)
{
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(20, 16, 20, 16);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(9);
    grid->setColumnMinimumWidth(0, qRound(labelWidth * Theme::scale()));
    grid->setColumnStretch(1, 1);
    return grid;
}

QString pinDescription(const Pin &pin)
{
    const QString when = pin.pinnedAt.isValid()
        ? u", pinned on %1"_s.arg(QLocale::c().toString(pin.pinnedAt.toLocalTime().date(), u"d MMM yyyy"_s))
        : QString();
    return (pin.subject.isEmpty() ? u"Pinned certificate"_s : pin.subject) + when;
}

} // namespace

ConnectionForm::ConnectionForm(const Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    auto *server = new Strip(theme, &Colours::window, Qt::BottomEdge, this);
    QGridLayout *grid = formGrid(server);
    m_name = addEdit(u"Name"_s, grid);
    m_name->setPlaceholderText(u"As you call the server; else its host name"_s);
    m_nameProblem = addProblem(grid);
    m_address = addEdit(u"Address"_s, grid);
    m_address->setPlaceholderText(u"wss://host:9002"_s);
    m_address->setFont(Theme::fixedFont());
    m_addressProblem = addProblem(grid);
    addLargestMessage(grid);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(server);
    page->addWidget(authorization());
    page->addWidget(trust(), 1);
    connect(m_address, &QLineEdit::editingFinished, this, &ConnectionForm::takeAddressApart);
    setProblems({});
    setStorageNotice({});
}

QLineEdit *ConnectionForm::addEdit(const QString &label, QGridLayout *grid, int columns)
{
    auto *edit = new QLineEdit(this);
    edit->setAccessibleName(label);
    const int row = grid->rowCount();
    auto *caption = new ThemedLabel(m_theme, label, &Colours::text2, TextSize::Dense, this);
    caption->setBuddy(edit);
    grid->addWidget(caption, row, 0);
    grid->addWidget(edit, row, 1, 1, columns);
    connect(edit, &QLineEdit::textEdited, this, &ConnectionForm::edited);
    return edit;
}

ThemedLabel *ConnectionForm::addProblem(QGridLayout *grid)
{
    auto *label = new ThemedLabel(m_theme, {}, &Colours::error, TextSize::Dense, this);
    label->setWordWrap(true);
    grid->addWidget(label, grid->rowCount(), 1, 1, 2);
    return label;
}

void ConnectionForm::addLargestMessage(QGridLayout *grid)
{
    const QString label = u"Largest message"_s;
    m_largestMessage = new QSpinBox(this);
    m_largestMessage->setRange(fewestMessageMebibytes, mostMessageMebibytes);
    m_largestMessage->setSuffix(u" MiB"_s);
    m_largestMessage->setAccessibleName(label);
    m_largestMessage->findChild<QLineEdit *>()->setAccessibleName(label);
    auto *caption = new ThemedLabel(m_theme, label, &Colours::text2, TextSize::Dense, this);
    caption->setBuddy(m_largestMessage);
    auto *hint = new ThemedLabel(
        m_theme, u"the connection is closed with 1009 above it"_s, &Colours::text2, TextSize::Dense, this);
    const int row = grid->rowCount();
    grid->addWidget(caption, row, 0);
    auto *field = new QHBoxLayout;
    field->addWidget(m_largestMessage);
    field->addWidget(hint);
    field->addStretch(1);
    grid->addLayout(field, row, 1, 1, 2);
    connect(m_largestMessage, &QSpinBox::valueChanged, this, &ConnectionForm::edited);
}

QWidget *ConnectionForm::authorization()
{
    auto *box = new Strip(m_theme, &Colours::base, Qt::BottomEdge, this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 12, 0, 12);
    layout->setSpacing(0);
    m_sendsHeader = new QCheckBox(u"Send a header"_s, box);
    m_sendsHeader->setFont(Theme::font(TextSize::Body, QFont::DemiBold));
    auto *top = new QHBoxLayout;
    top->setContentsMargins(20, 4, 20, 0);
    top->addWidget(m_sendsHeader);
    top->addWidget(new ThemedLabel(m_theme,
        u"if the server asks for one; both parts are in its imm_websocket_config.json"_s, &Colours::text2,
        TextSize::Dense, box));
    top->addStretch(1);
    layout->addLayout(top);
    m_headerBox = new QWidget(box);
    QGridLayout *grid = formGrid(m_headerBox);
    grid->setContentsMargins(20, 14, 20, 4);
    m_headerName = addEdit(u"Header name"_s, grid);
    m_headerName->setFont(Theme::fixedFont());
    m_headerNameProblem = addProblem(grid);
    m_headerValue = addEdit(u"Header value"_s, grid, 1);
    m_headerValue->setEchoMode(QLineEdit::Password);
    m_headerValue->setFont(Theme::fixedFont());
    m_show = new QPushButton(u"Show"_s, m_headerBox);
    m_show->setCheckable(true);
    m_show->setAutoDefault(false);
    m_show->setAccessibleName(u"Show the header value"_s);
    setControlHeight(m_show, 26);
    grid->addWidget(m_show, grid->rowCount() - 1, 2);
    m_headerValueProblem = addProblem(grid);
    auto *kept = new QHBoxLayout;
    kept->addWidget(m_keychain = new QRadioButton(u"Keep it in the system keychain"_s, m_headerBox));
    kept->addSpacing(12);
    kept->addWidget(m_session = new QRadioButton(u"For this session only"_s, m_headerBox));
    kept->addStretch(1);
    grid->addLayout(kept, grid->rowCount(), 1, 1, 2);
    m_storageNotice = new ThemedLabel(m_theme, {}, &Colours::warn, TextSize::Dense, m_headerBox);
    m_storageNotice->setWordWrap(true);
    grid->addWidget(m_storageNotice, grid->rowCount(), 1, 1, 2);
    layout->addWidget(m_headerBox);
    connect(m_sendsHeader, &QCheckBox::clicked, this, &ConnectionForm::edited);
    connect(m_sendsHeader, &QCheckBox::toggled, this, &ConnectionForm::arrange);
    connect(m_keychain, &QRadioButton::clicked, this, &ConnectionForm::edited);
    connect(m_session, &QRadioButton::clicked, this, &ConnectionForm::edited);
    connect(m_show, &QPushButton::toggled, this,
        [this](bool shown) { m_headerValue->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password); });
    return box;
}

QWidget *ConnectionForm::trust()
{
    auto *box = new Strip(m_theme, &Colours::base, Qt::Edge(), this);
    auto *outer = new QVBoxLayout(box);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *content = new QWidget(box);
    QGridLayout *grid = formGrid(content);
    grid->addWidget(heading(m_theme, u"Which server certificate to trust"_s, content), 0, 0, 1, 3);
    m_authority = addEdit(u"Authority file"_s, grid, 1);
    m_authority->setPlaceholderText(u"The authorities this computer trusts"_s);
    m_authority->setFont(Theme::fixedFont());
    auto *browseButton = new QPushButton(u"Browse…"_s, content);
    browseButton->setAutoDefault(false);
    setControlHeight(browseButton, 26);
    grid->addWidget(browseButton, grid->rowCount() - 1, 2);
    m_authorityProblem = addProblem(grid);
    grid->addWidget(m_pinBox = pinBox(), grid->rowCount(), 0, 1, 3);
    outer->addWidget(content);
    outer->addStretch(1);
    connect(browseButton, &QPushButton::clicked, this, &ConnectionForm::browse);
    return box;
}

QWidget *ConnectionForm::pinBox()
{
    auto *box = new Panel(m_theme, &Colours::base, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(14, 8, 12, 8);
    row->setSpacing(12);
    row->addWidget(new IconLabel(m_theme, u"certificate"_s, &Colours::text2, 18, box));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(3);
    m_pinSubject = new ThemedLabel(m_theme, {}, &Colours::text, TextSize::Dense, box);
    m_pinSubject->setElided(Qt::ElideRight);
    m_pinText = new ThemedLabel(m_theme, {}, &Colours::text2, TextSize::Caption, box);
    m_pinText->setFixedWidthFont(TextSize::Caption);
    m_pinText->setElided(Qt::ElideMiddle);
    texts->addWidget(m_pinSubject);
    texts->addWidget(m_pinText);
    row->addLayout(texts, 1);
    auto *removeButton = new QPushButton(u"Remove"_s, box);
    removeButton->setAutoDefault(false);
    removeButton->setAccessibleName(u"Remove the pinned certificate"_s);
    setControlHeight(removeButton, 24);
    row->addWidget(removeButton);
    connect(removeButton, &QPushButton::clicked, this, [this] {
        m_pins.clear();
        arrange();
        emit edited();
    });
    return box;
}

void ConnectionForm::setDraft(const ProfileDraft &draft)
{
    m_pins = draft.profile.pins;
    const QSignalBlocker onlyTheUserEdits(m_largestMessage);
    m_largestMessage->setValue(draft.profile.maximumMessageMebibytes);
    m_name->setText(draft.name);
    m_address->setText(draft.address);
    m_headerName->setText(draft.headerName);
    m_sendsHeader->setChecked(draft.sendsHeader);
    m_authority->setText(draft.profile.authorityFile);
    (draft.profile.storage == SecretStorage::Keychain ? m_keychain : m_session)->setChecked(true);
    m_show->setChecked(false);
    setStorageNotice({});
    setProblems({});
    m_headerValue->clear();
    m_headerValue->setPlaceholderText(draft.valueKnown ? QString() : u"Reading…"_s);
    m_headerValue->setEnabled(draft.valueKnown);
    if (draft.valueKnown)
        setValue(draft.headerValue);
    arrange();
}

void ConnectionForm::setValue(const Secret &value)
{
    m_value = value;
    m_headerValue->setEnabled(true);
    m_headerValue->setPlaceholderText(u"Empty"_s);
    m_headerValue->setText(QString::fromUtf8(value.reveal()));
}

void ConnectionForm::writeTo(ProfileDraft &draft) const
{
    draft.changed = true;
    draft.name = m_name->text();
    draft.address = m_address->text().trimmed();
    draft.sendsHeader = m_sendsHeader->isChecked();
    draft.headerName = m_headerName->text();
    draft.profile.authorityFile = m_authority->text().trimmed();
    draft.profile.storage = m_keychain->isChecked() ? SecretStorage::Keychain : SecretStorage::Session;
    draft.profile.pins = m_pins;
    draft.profile.trust = !m_pins.isEmpty()     ? TrustRule::Pins
        : draft.profile.authorityFile.isEmpty() ? TrustRule::Authorities
                                                : TrustRule::AuthorityFile;
    draft.profile.maximumMessageMebibytes = m_largestMessage->value();
    if (!m_headerValue->isEnabled())
        return;
    draft.valueKnown = true;
    // Bytes that are no UTF-8 stay as they are until someone types.
    const bool same = m_headerValue->text() == QString::fromUtf8(m_value.reveal());
    draft.headerValue = same ? m_value : Secret(m_headerValue->text().toUtf8());
}

/// A pasted URL falls into its parts: what is shown is what will be used, with the port it will use.
void ConnectionForm::takeAddressApart()
{
    const QString typed = m_address->text().trimmed();
    if (typed.isEmpty())
        return;
    const Address parts = parseAddress(typed);
    showProblem(m_address, m_addressProblem, parts.error);
    const QString whole = parts.error.isEmpty() ? parts.url().toString() : typed;
    if (whole == m_address->text())
        return;
    m_address->setText(whole);
    emit edited();
}

void ConnectionForm::browse()
{
    auto *dialog = new QFileDialog(this, u"Certificates of an authority"_s, m_authority->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({u"Certificates (*.pem *.crt *.cer)"_s, u"All files (*)"_s});
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        m_authority->setText(file);
        emit edited();
    });
    dialog->open();
}

void ConnectionForm::arrange()
{
    m_headerBox->setVisible(m_sendsHeader->isChecked());
    m_pinBox->setVisible(!m_pins.isEmpty());
    if (m_pins.isEmpty())
        return;
    m_pinSubject->setText(pinDescription(m_pins.first()));
    m_pinText->setText(u"SHA-256 "_s + formatSha256(m_pins.first().sha256));
}

void ConnectionForm::showProblem(QLineEdit *edit, ThemedLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
    setProblem(edit, !text.isEmpty());
    edit->setAccessibleDescription(text);
}

void ConnectionForm::setProblems(const DraftProblems &problems)
{
    showProblem(m_name, m_nameProblem, problems.name);
    showProblem(m_address, m_addressProblem, problems.address);
    showProblem(m_headerName, m_headerNameProblem, problems.headerName);
    showProblem(m_headerValue, m_headerValueProblem, problems.headerValue);
    showProblem(m_authority, m_authorityProblem, problems.authorityFile);
    const QList<std::pair<QString, QLineEdit *>> fields = {{problems.name, m_name},
        {problems.address, m_address}, {problems.headerName, m_headerName},
        {problems.headerValue, m_headerValue}, {problems.authorityFile, m_authority}};
    for (const auto &[problem, edit] : fields)
        if (!problem.isEmpty())
            return edit->setFocus(Qt::TabFocusReason);
}

void ConnectionForm::setStorageNotice(const QString &problem)
{
    m_storageNotice->setText(problem);
    m_storageNotice->setVisible(!problem.isEmpty());
}

void ConnectionForm::focusHeaderValue()
{
    m_headerValue->setFocus(Qt::TabFocusReason);
    m_headerValue->selectAll();
}

void ConnectionForm::focusAddress()
{
    m_address->setFocus(Qt::TabFocusReason);
}

} // namespace console
