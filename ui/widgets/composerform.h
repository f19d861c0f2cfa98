#pragma once

#include <QWidget>

class QGridLayout;

namespace console {

class ComposerModel;
class PaneButton;
class Theme;
class ThemedLabel;
struct ComposerField;

/// The form side of the composer: one line for each field of the model. Typing is handed on as edited(); what
/// the model makes of it comes back through refresh().
class ComposerForm : public QWidget
{
    Q_OBJECT
public:
    ComposerForm(ComposerModel *model, const Theme *theme, QWidget *parent = nullptr);

    void rebuild(); ///< other fields than before
    void refresh(); ///< texts and problems; the field being typed in keeps its text
    QWidget *editor(int field) const { return m_rows.at(field).editor; }

signals:
    void edited(int field, const QString &text);
    void replacementChosen(int field, const QString &text);
    void fieldAddRequested(const QString &name, const QString &text);

private:
    struct Row
    {
        QWidget *editor;
        ThemedLabel *hint;
        QWidget *problem;
        ThemedLabel *problemText;
        PaneButton *replace;
    };
    Row makeRow(int index, const ComposerField &field);
    QWidget *makeEditor(int index, const ComposerField &field);
    QWidget *makeAdder();
    void showProblem(const Row &row, const ComposerField &field);

    ComposerModel *m_model;
    const Theme *m_theme;
    QGridLayout *m_grid = nullptr;
    QWidget *m_body = nullptr;
    QList<Row> m_rows;
};

} // namespace console
