#pragma once

#include <QWidget>

namespace console {

class Theme;

/// A fingerprint in groups of four, those that differ from another one marked: boxed and bold, not by colour
/// alone.
class FingerprintGrid : public QWidget
{
    Q_OBJECT
public:
    FingerprintGrid(
        const Theme *theme, const QByteArray &sha256, const QByteArray &other, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QSize cell() const;

    const Theme *m_theme;
    QStringList m_groups;
    QList<bool> m_differing;
};

} // namespace console
