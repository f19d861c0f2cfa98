#pragma once

#include <QAbstractButton>

namespace console {

class Theme;

/// A figure of the status bar that leads somewhere: what stands in its layout, framed while it has the focus
/// and tinted under the pointer. Return presses it like Space.
class FigureButton : public QAbstractButton
{
    Q_OBJECT
public:
    explicit FigureButton(const Theme *theme, QWidget *parent = nullptr);

    QSize sizeHint() const override { return QWidget::sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    const Theme *m_theme;
};

} // namespace console
