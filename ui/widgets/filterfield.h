#pragma once

#include <QLineEdit>
#include <QTimer>

namespace console {

class Theme;

/// A field for a text filter: icon in front, the key "/" as a hint. It speaks up when typing pauses; Esc
/// leaves it. Whoever owns it decides that a second Esc clears.
class FilterField : public QLineEdit
{
    Q_OBJECT
public:
    static constexpr int pause = 150; ///< milliseconds

    FilterField(const Theme *theme, const QString &icon, const QString &hint, QWidget *parent = nullptr);

    void setShortcutShown(bool shown);
    /// Shows a text that comes from elsewhere, without speaking up.
    void setShownText(const QString &text);

signals:
    void rested(const QString &text); ///< typing paused or ended, whether the text is another one or not
    void edited(const QString &text);
    void left(); ///< Esc, Enter or Down: the focus should go to what is filtered

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void speak();

    const Theme *m_theme;
    QString m_icon;
    QString m_spoken;
    QTimer m_timer;
    bool m_shortcutShown = true;
};

} // namespace console
