#pragma once

#include "ui/widgets/panel.h"

#include <functional>

class QHBoxLayout;
class QPushButton;

namespace console {

class ThemedLabel;

/// Something to know about what is on show, with what can be done about it.
class FormNotice : public Strip
{
    Q_OBJECT
public:
    struct Action
    {
        QString text;
        std::function<void()> act; ///< the notice stays
    };

    enum class Tone { Info, Problem };

    explicit FormNotice(const Theme *theme, QWidget *parent = nullptr, Tone tone = Tone::Info);

    void say(const QString &text, const QList<Action> &actions = {}); ///< empty: nothing any more
    QString text() const;

private:
    ThemedLabel *m_text;
    QHBoxLayout *m_buttons;
};

} // namespace console
