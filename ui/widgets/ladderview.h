#pragma once

#include "lib/connection/probereport.h"

#include <QWidget>

namespace console {

class IconLabel;
class Theme;
class ThemedLabel;

/// The steps from nothing to the first message, one below the other: how far a connection got, what each step
/// found and how long it took.
class LadderView : public QWidget
{
    Q_OBJECT
public:
    explicit LadderView(const Theme *theme, QWidget *parent = nullptr);
    void setReport(const ProbeReport &report);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Rung
    {
        IconLabel *icon;
        ThemedLabel *title;
        ThemedLabel *duration;
        ThemedLabel *detail;
    };
    void addRung(ProbeStep step);
    void showStep(const Rung &rung, const StepResult &result);

    const Theme *m_theme;
    QList<Rung> m_rungs;
};

} // namespace console
