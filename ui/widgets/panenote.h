#pragma once

#include "ui/widgets/panel.h"

class QHBoxLayout;

namespace console {

class PaneButton;
class ThemedLabel;

/// What a pane says about its content: an icon, two lines of text and, where something can be done about it,
/// a link behind the second. GUI thread.
class PaneNote : public Strip
{
    Q_OBJECT
public:
    enum class Tone {
        Warning, ///< amber, above what it is about
        Quiet, ///< below it
    };

    PaneNote(const Theme *theme, const QString &icon, Tone tone, QWidget *parent = nullptr);

    void setText(const QString &first, const QString &second);
    /// Shows the link; an empty text hides it.
    void setLink(const QString &text, const QString &toolTip = {});

signals:
    void linkChosen();

private:
    ThemedLabel *m_first;
    ThemedLabel *m_second;
    PaneButton *m_link;
};

} // namespace console
