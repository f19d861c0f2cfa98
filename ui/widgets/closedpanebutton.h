#pragma once

#include "ui/widgets/panebutton.h"

class QAction;

namespace console {

/// Stands where a closed pane may be missed, and opens it again: alone knows when that is. GUI thread.
class ClosedPaneButton : public PaneButton
{
    Q_OBJECT
public:
    /// @param toggle  the action that is checked while the pane is open; it must outlive the button
    ClosedPaneButton(const Theme *theme, QAction *toggle, const QString &label, QWidget *parent = nullptr);
};

} // namespace console
