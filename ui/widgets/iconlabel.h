#pragma once

#include "ui/widgets/theme.h"

#include <QWidget>

namespace console {

/// An icon of the theme at a fixed size.
class IconLabel : public QWidget
{
    Q_OBJECT
public:
    IconLabel(
        const Theme *theme, const QString &icon, ColourRole role, int size = 16, QWidget *parent = nullptr);
    void setIcon(const QString &icon, ColourRole role);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int side() const;

    const Theme *m_theme;
    QString m_icon;
    ColourRole m_role;
    int m_size;
};

} // namespace console
