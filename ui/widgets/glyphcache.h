#pragma once

#include "ui/widgets/glyph.h"

#include <QHash>
#include <QObject>
#include <QPixmap>

class QPainter;

namespace console {

class Theme;

/// Keeps glyphs as pixels, so that a lane full of them costs no path. Forgets them when the theme changes.
/// GUI thread.
class GlyphCache : public QObject
{
    Q_OBJECT
public:
    explicit GlyphCache(const Theme *theme, QObject *parent = nullptr);

    /// Snapped to device pixels, so that it stays sharp while it moves.
    void draw(QPainter *painter, Glyph glyph, QPointF centre, qreal opacity = 1);

private:
    const QPixmap &pixmap(Glyph glyph, qreal ratio);

    const Theme *m_theme;
    qreal m_ratio = 0;
    qreal m_scale = 0;
    QHash<int, QPixmap> m_pixmaps;
};

} // namespace console
