#pragma once

#include "ui/models/verdict.h"

#include <QWidget>

namespace console {

class IconLabel;
class Theme;
class ThemedLabel;

/// A verdict as icon, colour and words, in one line; the details are its tooltip.
class VerdictLine : public QWidget
{
    Q_OBJECT
public:
    explicit VerdictLine(const Theme *theme, QWidget *parent = nullptr);

    void say(const Verdict &verdict);
    const Verdict &verdict() const { return m_verdict; }

private:
    Verdict m_verdict;
    IconLabel *m_icon;
    ThemedLabel *m_text;
};

} // namespace console
