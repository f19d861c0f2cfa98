#pragma once

#include "ui/widgets/theme.h"

#include <QFrame>

namespace console {

/// A framed area in a colour of the theme.
class Panel : public QFrame
{
    Q_OBJECT
public:
    explicit Panel(const Theme *theme, ColourRole fill = &Colours::panel, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    ColourRole m_fill;
};

/// A strip in a colour of the theme with a hairline at one edge (or none: Qt::Edge()): the foot of a dialog,
/// a head.
class Strip : public QWidget
{
    Q_OBJECT
public:
    Strip(const Theme *theme, ColourRole fill, Qt::Edge line, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    ColourRole m_fill;
    Qt::Edge m_line;
};

} // namespace console
