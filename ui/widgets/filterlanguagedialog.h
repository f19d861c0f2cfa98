#pragma once

#include <QDialog>

namespace console {

/// The document about the filter language to read beside the window. GUI thread.
class FilterLanguageDialog : public QDialog
{
    Q_OBJECT
public:
    explicit FilterLanguageDialog(QWidget *parent = nullptr);
};

} // namespace console
