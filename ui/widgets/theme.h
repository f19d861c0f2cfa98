#pragma once

#include "ui/widgets/glyph.h"
#include "ui/widgets/preparedimage.h"

#include <QFont>
#include <QHash>
#include <QIcon>
#include <QObject>
#include <QPalette>
#include <QPixmap>

namespace console {

enum class ColourBand;

/// The colour roles of the design guide, for one scheme. A role is named as a member: &Colours::accent.
struct Colours
{
    QColor window; ///< bars, dialogs
    QColor panel; ///< docks, pane and table headers
    QColor base; ///< tables, timeline, editors
    QColor alt; ///< odd rows
    QColor button;
    QColor line; ///< hairlines inside a pane, lane lines
    QColor line2; ///< pane borders, button borders
    QColor control; ///< borders of inputs, check and radio boxes
    QColor text;
    QColor text2; ///< labels, secondary text
    QColor text3; ///< ids, units, counts; on selected, linked and hovered rows take text2
    QColor disabled; ///< text and icons of what cannot be used now
    QColor selection; ///< selected row
    QColor selectionInactive; ///< selected row without the focus, chosen tab
    QColor checked; ///< button that is pressed in
    QColor hover; ///< hovered and linked rows
    QColor accent; ///< focus ring, selection line, links
    QColor primary; ///< the one main button of a view, flags on rulers
    QColor onPrimary; ///< text on it
    QColor ok, okBack;
    QColor warn, warnBack;
    QColor error, errorBack;
    QColor info, infoBack;
    QColor jsonNumber, jsonLiteral; ///< keys: text, punctuation: text3, strings: ok
};
using ColourRole = QColor Colours::*;

enum class Scheme { Light, Dark };

/// The steps of the type scale, in pixels at a body text of 13.
enum class TextSize { Caption = 11, Dense = 12, Body = 13, Heading = 15, DialogTitle = 20, PageTitle = 24 };

/// How the console looks at this moment: colours, event hues, icons, fonts. One object, owned by the
/// application and given to every widget that paints; GUI thread.
class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(Scheme scheme = Scheme::Light, QObject *parent = nullptr);

    Scheme scheme() const { return m_scheme; }
    bool isDark() const { return m_scheme == Scheme::Dark; }
    bool isHighContrast() const { return m_highContrast; }
    const Colours &colours() const { return m_colours; }
    QColor hue(Glyph glyph) const;
    QColor hue(EventType type) const { return hue(glyphOf(type)); }
    /// Of the band that tells servers apart; none is transparent. None of the event hues is among them.
    QColor bandColour(ColourBand band) const;
    /// The background of rows that a colour rule chose. @param tint  [0, tintCount)
    QColor rowTint(int tint) const;
    static constexpr int tintCount = 6;
    QPalette palette() const;

    /// resources/icons/NAME.svg in a role's colour, at any size and resolution. It follows the scheme by
    /// itself.
    QIcon icon(const QString &name, ColourRole role = &Colours::text) const;
    /// The same as pixels; `size` in device-independent pixels.
    QPixmap pixmap(const QString &name, const QColor &colour, qreal size, qreal devicePixelRatio) const;
    /// Has the pool read and paint an icon that will be on screen soon; else its first painting waits for
    /// that.
    void prepareIcon(const QString &name, qreal size) const;
    /// A glyph in its hue, for menus and lists.
    QIcon glyphIcon(Glyph glyph) const;
    void drawGlyph(QPainter *painter, Glyph glyph, QPointF centre, qreal scale = 1) const;
    /// Paints icon NAME with its centre there.
    void drawIcon(
        QPainter *painter, const QString &name, const QColor &colour, QPointF centre, qreal size = 16) const;

    /// Headings and titles are semibold. Sizes follow the application's font.
    static QFont font(TextSize size = TextSize::Body, QFont::Weight weight = QFont::Normal);
    /// For what is sent or received verbatim; without ligatures.
    static QFont fixedFont(TextSize size = TextSize::Dense);
    /// A length of the design guide at the user's font: 1 at a body text of 13 pixels.
    static qreal scale();

public slots:
    void setScheme(console::Scheme scheme);
    /// The system asks for high contrast: its palette is used unchanged, glyphs take its text colour.
    void setHighContrast(const QPalette &system);

signals:
    void changed();

private:
    void adopt(const Colours &colours);
    PreparedImage shape(const QString &name, int pixels) const;

    Scheme m_scheme;
    bool m_highContrast = false;
    Colours m_colours;
    QPalette m_system;
    mutable QHash<std::pair<QString, int>, PreparedImage> m_shapes; ///< by name and pixels, without a colour
    mutable QHash<QString, QPixmap> m_pixmaps;
};

/// One colour over another: `amount` of `front`, 0 to 1.
QColor mixed(const QColor &back, const QColor &front, qreal amount);

} // namespace console
