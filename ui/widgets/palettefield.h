#pragma once

#include <QAbstractButton>

namespace console {

class Theme;

/// The field in the corner of the menu bar that opens the palette: a button that looks like a field and says
/// the keys. GUI thread.
class PaletteField : public QAbstractButton
{
    Q_OBJECT
public:
    explicit PaletteField(const Theme *theme, QWidget *parent = nullptr);

    void setKeys(const QString &keys); ///< "Ctrl K"; empty: none
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    int paintKeys(QPainter *painter, const QRect &rect) const;

    const Theme *m_theme;
    QString m_keys;
};

} // namespace console
