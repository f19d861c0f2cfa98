#pragma once

#include <QAbstractButton>

namespace console {

class Theme;

/// A button of 24 inside a pane: filter chips, icon buttons, links. Its text is plain: "&" is an ampersand.
class PaneButton : public QAbstractButton
{
    Q_OBJECT
public:
    enum class Tone {
        Framed, ///< a button
        Active, ///< an active filter
        Flat, ///< no frame until hovered
        Link, ///< text in the accent colour
    };

    PaneButton(const Theme *theme, Tone tone, QWidget *parent = nullptr);

    void setTone(Tone tone);
    void setLabel(const QString &label); ///< the text, also for assistive technology
    void setLeadingIcon(const QString &name);
    void setTrailingIcon(const QString &name);
    /// The longest it may grow; what is cut has a tooltip.
    void setMaximumLabelWidth(int width);

    /// Only in the Active tone: a click on the trailing icon, Delete or Backspace.
    void setRemovable(bool removable) { m_removable = removable; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void removed();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    bool hasFrame() const { return m_tone == Tone::Framed || m_tone == Tone::Active; }
    int sidePadding() const;
    QColor foreground() const;
    QColor background() const;
    QString shownLabel() const;

    const Theme *m_theme;
    Tone m_tone;
    QString m_leading;
    QString m_trailing;
    int m_maximumLabelWidth = 260;
    bool m_removable = false;
};

/// A flat square button with an icon, a tooltip and an accessible name.
PaneButton *iconButton(const Theme *theme, const QString &icon, const QString &name, QWidget *parent);

} // namespace console
