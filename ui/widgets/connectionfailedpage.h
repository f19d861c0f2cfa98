#pragma once

#include "lib/connection/failure.h"

#include <QScrollArea>

class QHBoxLayout;
class QPlainTextEdit;
class QPushButton;

namespace console {

class Theme;
class ThemedLabel;

/// What a failed connection says: what happened, why, what to do, and technical text to copy.
class ConnectionFailedPage : public QScrollArea
{
    Q_OBJECT
public:
    explicit ConnectionFailedPage(const Theme *theme, QWidget *parent = nullptr);

    void setFailure(const Failure &failure);
    void setTarget(const QString &name, const QString &address);
    void focusMain(); ///< the focus to what most probably helps

signals:
    void retryRequested();
    void editRequested(); ///< the connection dialog

private:
    void showDetails();
    void emphasise(bool retry);
    QWidget *buttons();
    QWidget *details();

    const Theme *m_theme;
    QWidget *m_content;
    Failure m_failure;
    QString m_name;
    QString m_address;
    ThemedLabel *m_title = nullptr;
    ThemedLabel *m_cause = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_main = nullptr; ///< one of the two
    QHBoxLayout *m_buttons = nullptr;
    QPlainTextEdit *m_details = nullptr;
};

} // namespace console
