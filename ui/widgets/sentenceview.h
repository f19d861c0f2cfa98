#pragma once

#include "ui/models/inspection.h"

#include <QWidget>

namespace console {

class Theme;
class ThemedLabel;

/// What a message means, in words, with the sign of its kind.
class SentenceView : public QWidget
{
    Q_OBJECT
public:
    explicit SentenceView(const Theme *theme, QWidget *parent = nullptr);

    void setInspection(const Inspection &inspection);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    Inspection m_inspection;
    ThemedLabel *m_title;
    ThemedLabel *m_subtitle;
};

} // namespace console
