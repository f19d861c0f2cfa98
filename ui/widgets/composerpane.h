#pragma once

#include "lib/protocol/catalogue.h"

#include <QTimer>
#include <QWidget>

class QPushButton;

namespace console {

class ComposerForm;
class ComposerModel;
class IconLabel;
class JsonEditor;
class PaneButton;
class Theme;
class ThemedLabel;

/// Writes one request: the form at the left, the JSON at the right, one document. The side being typed in
/// leads, the other follows after 150 ms.
class ComposerPane : public QWidget
{
    Q_OBJECT
public:
    static constexpr int followAfter = 150; ///< milliseconds

    ComposerPane(ComposerModel *model, const Theme *theme, QWidget *parent = nullptr);

    void startCommand(const QString &name, const QHash<ParameterRole, QString> &known = {});
    void setJson(const QByteArray &json);
    /// Says why a request cannot be sent now; an empty text: it can.
    using SendCheck = std::function<QString(const QByteArray &json)>;
    void setSendCheck(SendCheck check);
    void checkAgain() { showState(); } ///< what the check depends on has changed
    JsonEditor *editor() const { return m_editor; }
    ComposerForm *form() const { return m_form; }

public slots:
    void send();

signals:
    void sendRequested(const QByteArray &json);

private:
    QWidget *makeHeader();
    QWidget *makeFormSide();
    QWidget *makeTextSide();
    void settle(); ///< lets the following side catch up now
    void takeFieldEdits();
    void takeTextEdits();
    void showModel();
    void showState();
    void showCursor();

    ComposerModel *m_model;
    const Theme *m_theme;
    ThemedLabel *m_title = nullptr;
    ThemedLabel *m_help = nullptr;
    QPushButton *m_send = nullptr;
    ComposerForm *m_form = nullptr;
    JsonEditor *m_editor = nullptr;
    ThemedLabel *m_relation = nullptr;
    PaneButton *m_format = nullptr;
    IconLabel *m_stateIcon = nullptr;
    ThemedLabel *m_state = nullptr;
    ThemedLabel *m_cursor = nullptr;
    QTimer m_formTimer;
    QTimer m_textTimer;
    QHash<int, QString> m_fieldEdits;
    SendCheck m_sendCheck;
};

} // namespace console
