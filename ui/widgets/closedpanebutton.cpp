#include "ui/widgets/closedpanebutton.h"

#include "ui/widgets/actionregistry.h"
#include "ui/widgets/plaintooltip.h"

#include <QAction>

namespace console {

using namespace Qt::StringLiterals;

ClosedPaneButton::ClosedPaneButton(const Theme *theme, QAction *toggle, const QString &label, QWidget *parent)
    : PaneButton(theme, Tone::Framed, parent)
{
    setLabel(label);
    setLeadingIcon(u"dock-left"_s);
    const auto follow = [this, toggle] {
        const QString keys = ActionRegistry::keysText(toggle);
        const QString what = tr("Show %1").arg(text().toLower());
        setToolTip(plainToolTip(keys.isEmpty() ? what : u"%1 (%2)"_s.arg(what, keys)));
        setHidden(toggle->isChecked());
    };
    connect(toggle, &QAction::changed, this, follow);
    connect(this, &QAbstractButton::clicked, toggle, &QAction::trigger);
    follow();
}

} // namespace console
