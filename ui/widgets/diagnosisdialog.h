#pragma once

#include "lib/connection/probereport.h"

#include <QDialog>

class QPushButton;

namespace console {

class IconLabel;
class LadderView;
class ReportPanel;
class Theme;
class ThemedLabel;

/// The connection doctor on demand, also for a connection that works: the steps as they are taken, the
/// verdict, and the report.
class DiagnosisDialog : public QDialog
{
    Q_OBJECT
public:
    /// @param title  the connection's name and address
    DiagnosisDialog(const Theme *theme, const QString &title, QWidget *parent = nullptr);
    void setReport(const ProbeReport &report);

signals:
    void againRequested();

private:
    QWidget *head();
    QWidget *foot();

    const Theme *m_theme;
    QString m_name;
    IconLabel *m_icon = nullptr;
    ThemedLabel *m_verdict = nullptr;
    ThemedLabel *m_cause = nullptr;
    LadderView *m_ladder = nullptr;
    ReportPanel *m_details = nullptr;
    QPushButton *m_again = nullptr;
};

} // namespace console
