#include "ui/widgets/pinbox.h"

#include "ui/models/profiletext.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/themedlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace console {

using namespace Qt::StringLiterals;

PinBox::PinBox(const Theme *theme, const Pin &pin, QWidget *parent) : Panel(theme, &Colours::base, parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 12, 9);
    row->setSpacing(6);
    row->addWidget(new IconLabel(theme, u"certificate"_s, &Colours::text2, 18, this));
    row->addSpacing(6);
    row->addWidget(texts(theme, pin), 1);
    row->addSpacing(6);
    if (!pin.certificate.isEmpty())
        addButton(u"View…"_s, u"View the pinned certificate"_s, &PinBox::viewRequested);
    addButton(u"Replace…"_s, u"Replace the pinned certificate"_s, &PinBox::replaceRequested);
    addButton(u"Remove"_s, u"Remove the pinned certificate"_s, &PinBox::removeRequested);
    setAccessibleName(pinTitle(pin));
    setAccessibleDescription(pinHistory(pin));
}

void PinBox::addButton(const QString &text, const QString &name, void (PinBox::*signal)())
{
    auto *button = new QPushButton(text, this);
    button->setAccessibleName(name);
    setControlHeight(button, 24);
    connect(button, &QPushButton::clicked, this, signal);
    layout()->addWidget(button);
}

QWidget *PinBox::texts(const Theme *theme, const Pin &pin)
{
    auto *box = new QWidget(this);
    auto *lines = new QVBoxLayout(box);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(3);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    auto *title = new ThemedLabel(theme, pinTitle(pin), &Colours::text, TextSize::Dense, box);
    title->setWeight(QFont::DemiBold);
    title->setElided(Qt::ElideRight);
    first->addWidget(title);
    auto *remark = new ThemedLabel(theme, pinRemark(pin), &Colours::text2, TextSize::Dense, box);
    remark->setElided(Qt::ElideRight);
    first->addWidget(remark, 1);
    lines->addLayout(first);
    const QString sha256 =
        pin.sha256.isEmpty() ? u"cannot be read: equals no certificate"_s : formatSha256(pin.sha256);
    auto *fingerprint =
        new ThemedLabel(theme, u"SHA-256 "_s + sha256, &Colours::text2, TextSize::Caption, box);
    fingerprint->setFixedWidthFont(TextSize::Caption);
    fingerprint->setElided(Qt::ElideMiddle);
    lines->addWidget(fingerprint);
    if (const QString history = pinHistory(pin); !history.isEmpty()) {
        auto *label = new ThemedLabel(theme, history, &Colours::text2, TextSize::Caption, box);
        label->setElided(Qt::ElideRight);
        lines->addWidget(label);
    }
    return box;
}

} // namespace console
