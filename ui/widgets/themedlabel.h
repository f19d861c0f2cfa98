#pragma once

#include "ui/widgets/theme.h"

#include <QLabel>

namespace console {

/// One text in a colour and size of the theme; always plain text, never a mnemonic or a link. Follows the
/// scheme.
class ThemedLabel : public QLabel
{
    Q_OBJECT
public:
    ThemedLabel(const Theme *theme, const QString &text, ColourRole role = &Colours::text,
        TextSize size = TextSize::Body, QWidget *parent = nullptr);

    ThemedLabel(const Theme *theme, TextSize size, ColourRole role, QWidget *parent = nullptr);

    void setRole(ColourRole role);
    void setWeight(QFont::Weight weight) { setSize(m_size, weight); }
    void setSize(TextSize size, QFont::Weight weight = QFont::Normal);
    void setFixedWidthFont(TextSize size = TextSize::Dense);
    /// Cuts what does not fit in the middle or at the end; the tooltip then holds all of it.
    void setElided(Qt::TextElideMode mode);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyRole();
    bool isCut() const;

    const Theme *m_theme;
    ColourRole m_role;
    TextSize m_size;
    Qt::TextElideMode m_elide = Qt::ElideNone;
};

} // namespace console
