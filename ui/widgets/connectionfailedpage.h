#pragma once

#include "lib/connection/probereport.h"
#include "ui/models/attempthistory.h"

#include <QScrollArea>

class QBoxLayout;
class QGridLayout;
class QPushButton;

namespace console {

class IconLabel;
class LadderView;
class ReportPanel;
class Theme;
class ThemedLabel;

/// What a failed connection says: what happened, why, what to do, how far it got, how it went before, and a
/// report to copy or save.
class ConnectionFailedPage : public QScrollArea
{
    Q_OBJECT
public:
    explicit ConnectionFailedPage(const Theme *theme, QWidget *parent = nullptr);

    void setFailure(const Failure &failure);
    /// What the doctor found when it asked again; it comes in parts.
    void setReport(const ProbeReport &report);
    void setTarget(const QString &name, const QString &address);
    void setAttempts(const QList<PastAttempt> &attempts); ///< earlier ones, newest first
    void focusMain(); ///< the focus to what most probably helps

signals:
    void actionRequested(console::FailureAction action);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *story();
    QWidget *course();
    QWidget *hintBox();
    void showAdvice();
    QWidget *actionRow(const QList<FailureAction> &actions);
    QPushButton *actionButton(FailureAction action, bool main, QWidget *parent);
    void showHint();
    void showDetails();
    QString title() const;

    const Theme *m_theme;
    Failure m_failure;
    ProbeReport m_report;
    QList<PastAttempt> m_attempts;
    QString m_name;
    QString m_address;
    QBoxLayout *m_columns = nullptr;
    ThemedLabel *m_title = nullptr;
    ThemedLabel *m_cause = nullptr;
    QGridLayout *m_advice = nullptr;
    QWidget *m_adviceBox = nullptr;
    ReportPanel *m_details = nullptr;
    LadderView *m_ladder = nullptr;
    ThemedLabel *m_asked = nullptr;
    QWidget *m_earlier = nullptr;
    QGridLayout *m_earlierRows = nullptr;
    QWidget *m_hintBox = nullptr;
    ThemedLabel *m_hint = nullptr;
    QPushButton *m_main = nullptr;
};

} // namespace console
