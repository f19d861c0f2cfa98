#include "ui/widgets/fingerprintfield.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/themedlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace console {

using namespace Qt::StringLiterals;

FingerprintField::FingerprintField(const Theme *theme, QWidget *parent) : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    auto *expected = new QLineEdit(this);
    expected->setFont(Theme::fixedFont());
    expected->setPlaceholderText(u"Paste the operator's fingerprint"_s);
    expected->setAccessibleName(u"Compare with"_s);
    expected->setMaxLength(1000);
    row->addWidget(new ThemedLabel(theme, u"Compare with"_s, &Colours::text2, TextSize::Dense, this));
    row->addWidget(expected, 1);
    row->addWidget(m_icon = new IconLabel(theme, u"check-circle"_s, &Colours::ok, 16, this));
    row->addWidget(m_verdict = new ThemedLabel(theme, {}, &Colours::ok, TextSize::Body, this));
    m_verdict->setWeight(QFont::DemiBold);
    setVerdict({});
    connect(expected, &QLineEdit::textChanged, this, &FingerprintField::changed);
}

void FingerprintField::setVerdict(const QString &text, const QString &icon, ColourRole role)
{
    m_icon->setVisible(!icon.isEmpty());
    if (!icon.isEmpty())
        m_icon->setIcon(icon, role);
    m_verdict->setRole(role);
    m_verdict->setText(text);
}

} // namespace console
