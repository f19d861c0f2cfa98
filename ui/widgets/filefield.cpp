#include "ui/widgets/filefield.h"

#include "ui/widgets/consolestyle.h"
#include "ui/widgets/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace console {

using namespace Qt::StringLiterals;

FileField::FileField(const QString &what, const QString &title, const QStringList &filters, QWidget *parent)
    : QWidget(parent), m_title(title), m_filters(filters), m_edit(new QLineEdit(this))
{
    m_edit->setFont(Theme::fixedFont());
    auto *button = new QPushButton(u"Browse…"_s, this);
    button->setAccessibleName(u"Browse for "_s + what);
    setControlHeight(button, 26);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_edit, 1);
    row->addWidget(button);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, &FileField::edited);
    connect(button, &QPushButton::clicked, this, &FileField::browse);
}

void FileField::setForWriting()
{
    m_isForWriting = true;
}

QString FileField::file() const
{
    return m_edit->text().trimmed();
}

void FileField::setFile(const QString &file)
{
    m_edit->setText(file);
}

void FileField::browse()
{
    auto *dialog = new QFileDialog(this, m_title, file());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters(m_filters);
    dialog->setFileMode(m_isForWriting ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setAcceptMode(m_isForWriting ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // whoever shows the field says it
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        setFile(file);
        emit edited();
    });
    dialog->open();
}

} // namespace console
