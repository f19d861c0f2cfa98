#pragma once

#include "lib/profile/profile.h"

#include <QIcon>
#include <QWidget>

namespace console {

class Theme;

/// The band along the window's top edge that tells servers apart. Without a colour it is not there.
class ColourBandWidget : public QWidget
{
    Q_OBJECT
public:
    explicit ColourBandWidget(const Theme *theme, QWidget *parent = nullptr);

    /// `name`: of the connection, for the tooltip and assistive technology.
    void setBand(ColourBand band, const QString &name);
    ColourBand band() const { return m_band; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    ColourBand m_band = ColourBand::None;
};

/// The band in small, for lists and menus; follows the scheme.
void paintBandMark(QPainter *painter, const Theme &theme, ColourBand band, const QRectF &rect);
QIcon bandIcon(const Theme *theme, ColourBand band);

} // namespace console
