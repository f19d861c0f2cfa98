#pragma once

#include "lib/connection/probereport.h"

#include <QFrame>

class QPlainTextEdit;
class QPushButton;

namespace console {

class Theme;

/// What was observed of a connection, line by line, to be read, copied or saved. Holds no secret.
class ReportPanel : public QFrame
{
    Q_OBJECT
public:
    explicit ReportPanel(const Theme *theme, QWidget *parent = nullptr);

    /// Lines that stand while nobody has asked the server again.
    void setPlain(const QString &text);
    /// @param title  the connection's name and address
    void setReport(const ProbeReport &report, const QString &title);

private:
    QWidget *head();
    void unfold(bool open);
    void paintLines();
    void save();
    void write(const QString &file);

    const Theme *m_theme;
    ProbeReport m_report;
    QString m_text; ///< all of it, as it is copied
    QPlainTextEdit *m_lines = nullptr;
    QPushButton *m_fold = nullptr;
};

} // namespace console
