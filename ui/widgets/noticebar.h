#pragma once

#include <QWidget>

class QVBoxLayout;

namespace console {

class Theme;

enum class NoticeTone { Info, Warning, Error };

/// Messages about the whole window, one line each, below the connection bar. A notice with an id replaces the
/// one before it.
class NoticeBar : public QWidget
{
    Q_OBJECT
public:
    explicit NoticeBar(const Theme *theme, QWidget *parent = nullptr);

    struct Notice
    {
        QString id; ///< what it is about
        NoticeTone tone = NoticeTone::Info;
        QString title; ///< what happened
        QString text; ///< why and what to do
        QStringList actions; ///< texts of its buttons
        bool closable = true; ///< else it stays until dismiss()
    };
    void show(const Notice &notice);
    using QWidget::show;
    void dismiss(const QString &id);
    bool has(const QString &id) const;

signals:
    void actionRequested(const QString &id, int action); ///< which of its buttons
    void closed(const QString &id); ///< by the user

private:
    QWidget *find(const QString &id) const;

    const Theme *m_theme;
    QVBoxLayout *m_rows;
};

} // namespace console
