#pragma once

#include "lib/export/rowexport.h"

#include <QDialog>
#include <QTimer>

#include <functional>

class QCheckBox;
class QComboBox;
class QProgressBar;
class QPushButton;
class QRadioButton;
class QVBoxLayout;

namespace console {

class FieldProblem;
class FileField;
class FormGrid;
class FormNotice;
class Theme;
class ThemedLabel;

/// Which rows are exported.
enum class ExportScope { All, Shown, Selected };

/// How many rows each scope has; 0: it cannot be chosen.
struct ExportCounts
{
    quint64 all = 0;
    quint64 shown = 0;
    bool isSearching = false; ///< for more that will be shown
    bool isFiltered = false; ///< not all is shown, so that this is what is meant
    quint64 selected = 0;
};

/// Asks what is to be written where, in which form, and stays while that is done. Does not do it itself.
/// open() it.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    static constexpr int progressDelay = 400; ///< milliseconds; what takes no longer shows no progress

    /// Why the file must stay as it is, a sentence; empty: it may be replaced.
    using Refusal = std::function<QString(const QString &file)>;

    /// @param file  suggested, without the form's ending
    ExportDialog(
        const ExportCounts &counts, const QString &file, const Theme *theme, QWidget *parent = nullptr);

    void setRefusal(const Refusal &refusal) { m_refusal = refusal; } ///< asked of files that exist

    ExportScope scope() const;
    ExportOptions options() const;
    QString file() const;

    void showRunning();
    void showProgress(double share); ///< 0 to 1
    /// Neither written nor a problem: it was cancelled.
    void showResult(const ExportResult &result);

public slots:
    void reject() override; ///< while it runs, that ends and the dialog stays

signals:
    void exportRequested(); ///< whatever stands in the file's place may be replaced
    void cancelRequested();

private:
    void addRowsPart(QVBoxLayout *page, const ExportCounts &counts);
    QRadioButton *addScope(QVBoxLayout *rows, const QString &text, const QString &detail, bool possible);
    void addFormPart(QVBoxLayout *page);
    QWidget *columnBoxes(QWidget *parent);
    void addFilePart(QVBoxLayout *page, const QString &file);
    QWidget *foot();
    QWidget *outcome(QWidget *parent);
    void tell(const QString &outcome, const QStringList &remarks = {});
    void followForm();
    void judge();
    void press();
    void forgetFile();
    void setReplacing(bool replacing);
    QString problemOfFile();
    void setRunning(bool running);
    ExportFormat format() const;

    const Theme *m_theme;
    FormNotice *m_notice;
    QWidget *m_fields; ///< all that is chosen
    QRadioButton *m_all = nullptr;
    QRadioButton *m_shown = nullptr;
    QRadioButton *m_selected = nullptr;
    QComboBox *m_format = nullptr;
    ThemedLabel *m_formNote = nullptr;
    QWidget *m_columnArea = nullptr;
    QList<QCheckBox *> m_columns; ///< in the order of the columns
    QCheckBox *m_standIns = nullptr;
    FileField *m_file = nullptr;
    FieldProblem *m_fileProblem = nullptr;
    QProgressBar *m_progress = nullptr;
    QWidget *m_outcomeArea = nullptr;
    ThemedLabel *m_outcome = nullptr;
    ThemedLabel *m_remarks = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_export = nullptr;
    QTimer m_delay;
    Refusal m_refusal;
    bool m_running = false;
    bool m_replacing = false; ///< the user was told that the file exists
};

} // namespace console
