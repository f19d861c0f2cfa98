#include "ui/widgets/secretfield.h"

#include "ui/widgets/consolestyle.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const DraftSecret &secret)
{
    return QString::fromUtf8(secret.value.value_or(Secret()).reveal());
}

} // namespace

SecretField::SecretField(const Theme *, const QString &what, QWidget *parent)
    : QWidget(parent), m_hint(u"Asked for when connecting"_s), m_edit(new QLineEdit(this)),
      m_show(new QPushButton(u"Show"_s, this))
{
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setFont(Theme::fixedFont());
    m_show->setCheckable(true);
    m_show->setAccessibleName(u"Show "_s + what);
    setControlHeight(m_show, 26);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_edit, 1);
    row->addWidget(m_show);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        m_secret = {Secret(m_edit->text().toUtf8()), true, true};
        showHint();
        emit edited();
    });
    connect(m_show, &QPushButton::toggled, this,
        [this](bool shown) { m_edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password); });
    showHint();
}

void SecretField::setSecret(const DraftSecret &secret)
{
    m_secret = secret;
    m_show->setChecked(false);
    m_edit->setText(textOf(secret));
    m_edit->setReadOnly(!secret.known); // and not disabled: the focus that was given to it must stay
    if (m_edit->hasFocus())
        m_edit->selectAll();
    showHint();
}

void SecretField::adopt(const DraftSecret &secret)
{
    if (!m_secret.edited)
        setSecret(secret);
}

DraftSecret SecretField::secret() const
{
    return m_secret;
}

void SecretField::setHint(const QString &hint)
{
    m_hint = hint;
    showHint();
}

void SecretField::showHint()
{
    m_edit->setPlaceholderText(!m_secret.known ? u"Reading…"_s : m_secret.value ? u"Empty"_s : m_hint);
}

} // namespace console
